# The example of TrueFoundry's page on probes. Mended where it could not run: the import of os, and
# the indentation. As on that page, /readyz answers 200 with the body `false` while the model is not
# loaded, so a probe passes all the time; READY_BY=status says it by the status instead.
import os

from fastapi import FastAPI, Response

app = FastAPI(root_path=os.getenv("TFY_SERVICE_ROOT_PATH") or "")

# Flag to indicate whether the model is loaded and ready
model_loaded = False


@app.get("/livez")
def liveness():
    # Check if the service is running
    return True


@app.get("/readyz")
def readyness(response: Response):
    # Once loaded, set the model_loaded flag to True
    if os.getenv("READY_BY") == "status" and not model_loaded:
        response.status_code = 503
    return model_loaded


@app.get("/")
async def root():
    return {"message": "Hello World"}


# Not on that page, which leaves the loading out: something has to set the flag.
@app.post("/load")
def load():
    global model_loaded
    model_loaded = True
    return model_loaded
