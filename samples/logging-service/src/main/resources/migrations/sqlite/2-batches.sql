CREATE TABLE batches (
    batch_id TEXT PRIMARY KEY,
    body_sha256 TEXT NOT NULL,
    received_at TEXT NOT NULL,
    stored INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    dead_letters INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX batches_by_time ON batches (received_at);
CREATE TABLE dead_letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    prediction_id TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    problem TEXT NOT NULL,
    body TEXT NOT NULL
);
