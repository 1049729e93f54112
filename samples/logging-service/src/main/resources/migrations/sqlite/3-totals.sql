CREATE TABLE totals (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    predictions INTEGER NOT NULL,
    defects INTEGER NOT NULL,
    inference_ms REAL NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
INSERT INTO totals VALUES ('all', '', 0, 0, 0);
INSERT INTO totals VALUES ('deleted', '', 0, 0, 0);
CREATE TABLE heartbeat (id INTEGER PRIMARY KEY, beats INTEGER NOT NULL);
INSERT INTO heartbeat VALUES (1, 0);
