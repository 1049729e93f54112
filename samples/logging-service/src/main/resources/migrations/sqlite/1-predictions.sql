CREATE TABLE predictions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    prediction_id TEXT NOT NULL UNIQUE,
    batch_id TEXT NOT NULL,
    image_id TEXT NOT NULL,
    ts REAL NOT NULL,
    received_at TEXT NOT NULL,
    model_version TEXT NOT NULL,
    model_name TEXT NOT NULL,
    inference_time_ms REAL NOT NULL,
    defect_detected INTEGER NOT NULL,
    confidence_scores TEXT NOT NULL,
    edge_device_id TEXT,
    processing_notes TEXT,
    detections_json TEXT NOT NULL
);
CREATE INDEX predictions_of_device ON predictions (edge_device_id, id);
CREATE INDEX predictions_of_model ON predictions (model_name, id);
CREATE INDEX predictions_defect ON predictions (id) WHERE defect_detected = 1;
