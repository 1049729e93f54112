CREATE TABLE predictions (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    prediction_id VARCHAR(64) NOT NULL UNIQUE,
    batch_id VARCHAR(255) NOT NULL,
    image_id VARCHAR(255) NOT NULL,
    ts DOUBLE PRECISION NOT NULL,
    received_at VARCHAR(27) NOT NULL,
    model_version VARCHAR(255) NOT NULL,
    model_name VARCHAR(255) NOT NULL,
    inference_time_ms DOUBLE PRECISION NOT NULL,
    defect_detected INTEGER NOT NULL,
    confidence_scores TEXT NOT NULL,
    edge_device_id VARCHAR(255),
    processing_notes TEXT,
    detections_json TEXT NOT NULL
);
CREATE INDEX predictions_of_device ON predictions (edge_device_id, id);
CREATE INDEX predictions_of_model ON predictions (model_name, id);
CREATE INDEX predictions_defect ON predictions (id) WHERE defect_detected = 1;
