-- Uploads that are being worked on, and what the office has learned from earlier ones.

-- A file from the moment it arrives until it is stored or dropped: a lost connection loses nothing. Its bytes are in
-- import_files, by their hash.
CREATE SEQUENCE base.staged_ids;
CREATE TABLE base.staged_files (
    staged_id BIGINT PRIMARY KEY, kind VARCHAR NOT NULL, state VARCHAR NOT NULL,     -- open, stored, dropped
    file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, received DATE NOT NULL,
    choices VARCHAR NOT NULL,               -- JSON: how the file is to be read (lib/intake/choices.py)
    decisions VARCHAR NOT NULL,             -- JSON: what storing is to do (lib/intake/decisions.py)
    continues BIGINT,                       -- the import whose refused rows it sends again, mended
    import_id BIGINT,                       -- what it was stored as
    created_at TIMESTAMP NOT NULL, created_by VARCHAR NOT NULL, updated_at TIMESTAMP NOT NULL
);

-- What a sender's word means. The owner '' is the office: it holds for everybody's files; else for the owner's own.
CREATE TABLE base.value_maps (
    field VARCHAR, spelling VARCHAR, owner VARCHAR,     -- party, activity, category, area_code; folded as compared
    code VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, created_by VARCHAR NOT NULL,
    PRIMARY KEY (field, spelling, owner)
);

-- How the columns of a table with these heads were taken, to be offered for the next file of the kind.
CREATE TABLE base.column_maps (
    kind VARCHAR, signature VARCHAR, owner VARCHAR,     -- signature: the heads as compared
    choices VARCHAR NOT NULL,                           -- JSON: columns by head, the order of day and month
    sender VARCHAR, created_at TIMESTAMP NOT NULL, created_by VARCHAR NOT NULL,
    PRIMARY KEY (kind, signature, owner)
);

ALTER TABLE base.imports ADD COLUMN choices VARCHAR;        -- as in staged_files
ALTER TABLE base.imports ADD COLUMN decisions VARCHAR;
ALTER TABLE base.imports ADD COLUMN continues BIGINT;
ALTER TABLE base.imports ADD COLUMN sender VARCHAR;         -- organiser code or ward code the file is of, if of one
ALTER TABLE base.imports ADD COLUMN rows_moved INTEGER;
ALTER TABLE base.imports ADD COLUMN rows_cancelled INTEGER;

-- What a row of the outcome "same" found to be so: the import_row_id of the event's version at that time.
ALTER TABLE base.import_rows ADD COLUMN same_as BIGINT;
UPDATE base.import_rows AS r SET same_as = (
    SELECT arg_max(v.import_row_id, v.version) FROM base.event_versions AS v
    WHERE v.event_id = r.item_id AND v.import_id < r.import_id)
WHERE r.outcome = 'same' AND r.import_id IN (SELECT import_id FROM base.imports WHERE kind = 'schedule');

-- What undoing an import took away, so that the undoing can itself be undone.
CREATE TABLE base.undone_rows (
    import_id BIGINT NOT NULL, table_name VARCHAR NOT NULL, row_values VARCHAR NOT NULL     -- JSON
);
