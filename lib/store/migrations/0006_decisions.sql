-- Decisions about moving single events, and which version of an event one of them wrote.

-- What was proposed for an event and what became of it. Rows are added, never changed: a decision stands as its last
-- entry says. Every entry repeats what it is about, so that one row tells the whole.
CREATE SEQUENCE base.decision_ids;
CREATE SEQUENCE base.decision_entry_ids;
CREATE TABLE base.decision_log (
    entry_id BIGINT PRIMARY KEY, decision_id BIGINT NOT NULL,
    day DATE NOT NULL,                      -- the day the office worked as of
    state VARCHAR NOT NULL CHECK (state IN ('diusulkan', 'disetujui', 'dikonfirmasi', 'ditolak')),
    source VARCHAR NOT NULL,                -- usulan (the search for moves), coba-coba (one event tried by hand)
    event_id BIGINT NOT NULL, version INTEGER NOT NULL,     -- the version of the event that it was about
    organiser VARCHAR NOT NULL,
    starts TIMESTAMP NOT NULL, ends TIMESTAMP, venue VARCHAR, venue_id VARCHAR, area_code VARCHAR,
    new_starts TIMESTAMP NOT NULL, new_ends TIMESTAMP, new_venue VARCHAR NOT NULL, new_venue_id VARCHAR,
    new_area_code VARCHAR,
    clash_keys VARCHAR[] NOT NULL,          -- the clashes that were to end with it
    level INTEGER,                          -- the gravest of them
    owner VARCHAR NOT NULL,                 -- who sees to it
    reason VARCHAR,                         -- why it was refused, or taken back
    recorded_at TIMESTAMP NOT NULL, recorded_by VARCHAR NOT NULL
);

ALTER TABLE base.event_versions ADD COLUMN decision_id BIGINT;      -- the decision that wrote the version, if one did

-- What undoing took away comes back as a whole row, told apart by its text: columns in their order, as they are written.
UPDATE base.undone_rows SET row_values = left(row_values, length(row_values) - 1) || ', "decision_id": null}'
WHERE table_name = 'event_versions';
