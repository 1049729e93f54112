CREATE TABLE batches (
    batch_id VARCHAR(255) PRIMARY KEY,
    body_sha256 VARCHAR(64) NOT NULL,
    received_at VARCHAR(27) NOT NULL,
    stored INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    dead_letters INTEGER NOT NULL
);
CREATE INDEX batches_by_time ON batches (received_at);
CREATE TABLE dead_letters (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    prediction_id VARCHAR(64) NOT NULL UNIQUE,
    received_at VARCHAR(27) NOT NULL,
    problem TEXT NOT NULL,
    body TEXT NOT NULL
);
