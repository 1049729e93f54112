# The example of Gradient's page on health checks. Mended where it could not run: BaseSettings has
# moved, the check of S3 was left out (here: a file stands for the bucket), and predict had no body.
import os

from fastapi import FastAPI, Response, status
from pydantic import BaseModel


class LoadStatus(BaseModel):
    model_loaded: bool = False
    # Other statuses


load_status = LoadStatus()
app = FastAPI()


@app.on_event("startup")
async def model_load():
    # Download model
    load_status.model_loaded = True


@app.get("/liveness/", status_code=200)
def liveness_check():
    return "Liveness check succeeded."


@app.get("/readiness/", status_code=200)
def readiness_check(response: Response):
    s3_successful = os.path.exists(os.environ["BUCKET_FILE"])
    if not s3_successful or not load_status.model_loaded:
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        return "Readiness check failed."
    return "Readiness check succeeded."


@app.get("/startup/", status_code=200)
def startup_check():
    return "Startup check succeeded."


@app.post("/predict/")
def predict():
    return {"prediction": 0}
