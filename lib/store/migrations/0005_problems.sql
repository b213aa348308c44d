-- Problems (clashes that hang together) and the strength there is against the load of each day.

-- What became of each problem, by recomputing or by decision. Rows are added, never changed: the state of a problem on
-- a day is that of its last entry up to it. lib/schedule/groups_matching.py says what each change means.
CREATE SEQUENCE base.problem_entry_ids;
CREATE TABLE base.problem_log (
    entry_id BIGINT PRIMARY KEY, problem_id BIGINT NOT NULL,
    day DATE NOT NULL,                      -- the day the office worked as of
    change VARCHAR NOT NULL,                -- opened, changed, reopened, cleared, merged, split, decided
    state VARCHAR NOT NULL,                 -- baru, ditangani, selesai, diterima
    owner VARCHAR, reason VARCHAR,
    other_id BIGINT,                        -- the problem it was merged into or split off
    recorded_at TIMESTAMP NOT NULL, recorded_by VARCHAR NOT NULL
);
-- The clashes a problem consists of from an entry on (opened, changed, reopened, split).
CREATE TABLE base.problem_clashes (
    entry_id BIGINT, clash_key VARCHAR, event_a BIGINT NOT NULL,
    event_b BIGINT,                         -- NULL: a clash with a place or a day
    kind VARCHAR NOT NULL, level INTEGER NOT NULL,
    PRIMARY KEY (entry_id, clash_key)
);

-- Officers there are for a district on a day, as the office entered them; no row: not entered, which is not enough.
CREATE TABLE base.strengths (
    district_code VARCHAR, day DATE, officers INTEGER NOT NULL CHECK (officers >= 0),
    recorded_at TIMESTAMP NOT NULL, recorded_by VARCHAR NOT NULL,
    PRIMARY KEY (district_code, day)
);
