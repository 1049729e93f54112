CREATE TABLE totals (
    kind VARCHAR(16) NOT NULL,
    name VARCHAR(255) NOT NULL,
    predictions BIGINT NOT NULL,
    defects BIGINT NOT NULL,
    inference_ms DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (kind, name)
);
INSERT INTO totals VALUES ('all', '', 0, 0, 0);
INSERT INTO totals VALUES ('deleted', '', 0, 0, 0);
CREATE TABLE heartbeat (id INTEGER PRIMARY KEY, beats BIGINT NOT NULL);
INSERT INTO heartbeat VALUES (1, 0);
