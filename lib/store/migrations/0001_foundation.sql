-- What the office keeps. Rows live in schema base; people read the views of main (views.sql).
-- Events' times are local wall time (TIMESTAMP); the system's times are UTC, also TIMESTAMP: fetching
-- TIMESTAMPTZ needs a time zone package that nothing else here needs.
-- No foreign keys: DuckDB refuses updates of referenced rows; the writing functions check instead.

-- Administration -----------------------------------------------------------------------------
CREATE TABLE base.settings (
    key VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL,             -- JSON
    is_secret BOOLEAN NOT NULL DEFAULT false
);

CREATE TABLE base.users (
    name VARCHAR PRIMARY KEY,           -- lower case
    display_name VARCHAR NOT NULL,
    password_hash VARCHAR NOT NULL,     -- bcrypt
    role VARCHAR NOT NULL,
    organiser VARCHAR,                  -- role party
    areas VARCHAR[] NOT NULL DEFAULT [],-- role fkdm
    language VARCHAR NOT NULL DEFAULT 'id',
    active BOOLEAN NOT NULL DEFAULT true,
    must_change_password BOOLEAN NOT NULL DEFAULT false,
    created_at TIMESTAMP NOT NULL,
    password_changed_at TIMESTAMP NOT NULL
);

CREATE TABLE base.sign_ins (            -- one browser that is signed in
    token_hash VARCHAR PRIMARY KEY,     -- SHA-256 of the cookie; the cookie itself is nowhere
    user_name VARCHAR NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);

CREATE TABLE base.sign_in_failures (    -- by the name typed, known or not
    name VARCHAR PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TIMESTAMP NOT NULL,
    locked_until TIMESTAMP
);

CREATE TABLE base.audit_log (
    seq BIGINT PRIMARY KEY,
    recorded_at TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    actor_role VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    changes VARCHAR NOT NULL,           -- JSON: table, key, before, after of each change
    previous_hash VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);

CREATE TABLE base.change_counter (version BIGINT NOT NULL);
INSERT INTO base.change_counter VALUES (0);

-- City pack ----------------------------------------------------------------------------------
CREATE TABLE base.districts (
    district_code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, population INTEGER, source VARCHAR
);
CREATE TABLE base.areas (
    area_code VARCHAR PRIMARY KEY, bps_code VARCHAR, name VARCHAR NOT NULL, district_code VARCHAR NOT NULL,
    lat DOUBLE NOT NULL, lon DOUBLE NOT NULL, area_km2 DOUBLE, alt_names VARCHAR[] NOT NULL
);
CREATE TABLE base.area_neighbours (
    area_code VARCHAR, neighbour_code VARCHAR, PRIMARY KEY (area_code, neighbour_code)
);
CREATE TABLE base.area_shapes (         -- a boundary file an administrator loaded; empty: schematic cells
    area_code VARCHAR PRIMARY KEY, rings VARCHAR NOT NULL
);
CREATE TABLE base.venues (
    venue_id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, kind VARCHAR, area_code VARCHAR, lat DOUBLE, lon DOUBLE,
    coord_uncertainty_m INTEGER, capacity INTEGER, capacity_source VARCHAR, ownership VARCHAR,
    rapat_umum_ok VARCHAR, pertemuan_terbatas_ok VARCHAR, sensitivities VARCHAR, past_use VARCHAR, verification VARCHAR
);
CREATE TABLE base.venue_names (venue_id VARCHAR, name VARCHAR, PRIMARY KEY (venue_id, name));
CREATE TABLE base.places (
    name VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, religion VARCHAR, lat DOUBLE NOT NULL, lon DOUBLE NOT NULL,
    coord_uncertainty_m INTEGER, area_code VARCHAR, note VARCHAR
);
CREATE TABLE base.calendar_days (
    day DATE, label_id VARCHAR NOT NULL, label_en VARCHAR NOT NULL, kind VARCHAR NOT NULL, confidence VARCHAR,
    PRIMARY KEY (day, label_id)
);
CREATE TABLE base.weekly_windows (
    iso_weekday INTEGER, starts VARCHAR, ends VARCHAR, label_id VARCHAR, label_en VARCHAR NOT NULL, confidence VARCHAR,
    PRIMARY KEY (iso_weekday, starts, label_id)
);

-- Election pack and vocabularies ---------------------------------------------------------------
CREATE TABLE base.organisers (
    code VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, ballot_number INTEGER, short_name VARCHAR NOT NULL,
    full_name VARCHAR NOT NULL, colour_hex VARCHAR, colour_confidence VARCHAR, aliases VARCHAR[] NOT NULL
);
CREATE TABLE base.organiser_tickets (
    organiser_code VARCHAR, ticket_code VARCHAR, role VARCHAR, PRIMARY KEY (organiser_code, ticket_code)
);
CREATE TABLE base.rules (
    rule_id VARCHAR PRIMARY KEY, category VARCHAR NOT NULL, method VARCHAR, rule VARCHAR NOT NULL, param VARCHAR,
    value VARCHAR, unit VARCHAR, valid_from DATE, valid_to DATE, severity_if_broken VARCHAR,
    legal_ref VARCHAR, verification VARCHAR, source VARCHAR
);
CREATE TABLE base.activities (
    code VARCHAR PRIMARY KEY, label_id VARCHAR NOT NULL, label_en VARCHAR NOT NULL,
    gathers BOOLEAN NOT NULL, outdoor BOOLEAN NOT NULL, synonyms VARCHAR[] NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE base.categories (
    code VARCHAR PRIMARY KEY, label_id VARCHAR NOT NULL, label_en VARCHAR NOT NULL,
    bawaslu BOOLEAN NOT NULL, nuisance BOOLEAN NOT NULL, synonyms VARCHAR[] NOT NULL, position INTEGER NOT NULL
);

-- Imports --------------------------------------------------------------------------------------
CREATE SEQUENCE base.import_ids;
CREATE SEQUENCE base.import_row_ids;
CREATE SEQUENCE base.event_ids;
CREATE SEQUENCE base.report_ids;

CREATE TABLE base.import_files (
    sha256 VARCHAR PRIMARY KEY, size BIGINT NOT NULL, content BLOB NOT NULL, kept_at TIMESTAMP NOT NULL
);
CREATE TABLE base.imports (
    import_id BIGINT PRIMARY KEY, kind VARCHAR NOT NULL, state VARCHAR NOT NULL,   -- stored, undone
    file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, received DATE NOT NULL,
    created_at TIMESTAMP NOT NULL, created_by VARCHAR NOT NULL,
    rows_new INTEGER NOT NULL, rows_changed INTEGER NOT NULL, rows_same INTEGER NOT NULL, rows_refused INTEGER NOT NULL,
    warnings INTEGER NOT NULL, undone_at TIMESTAMP, undone_by VARCHAR, kept_after_undo INTEGER
);
CREATE TABLE base.import_rows (          -- every row as sent, and what became of it
    import_row_id BIGINT PRIMARY KEY, import_id BIGINT NOT NULL, sheet VARCHAR NOT NULL, row_number INTEGER,
    part INTEGER NOT NULL, outcome VARCHAR NOT NULL,        -- new, changed, same, refused
    cells VARCHAR NOT NULL,                                 -- JSON: the cells as sent
    problems VARCHAR NOT NULL,                              -- JSON: field, level, found, message, hint
    item_id BIGINT                                          -- event_id or report_id
);

-- Schedule -------------------------------------------------------------------------------------
-- One planned activity and every version of it; in force on a day is the highest version received by then.
CREATE TABLE base.event_versions (
    event_id BIGINT, version INTEGER, received DATE NOT NULL, state VARCHAR NOT NULL,
    organiser VARCHAR NOT NULL, activity VARCHAR NOT NULL, title VARCHAR,
    starts TIMESTAMP NOT NULL, ends TIMESTAMP,
    venue VARCHAR NOT NULL, venue_id VARCHAR, area_code VARCHAR, lat DOUBLE, lon DOUBLE,
    position_is_estimate BOOLEAN NOT NULL,
    attendance INTEGER, vehicles INTEGER, route VARCHAR, speakers VARCHAR, permit_no VARCHAR, contact VARCHAR,
    joint_key VARCHAR, import_id BIGINT, import_row_id BIGINT,
    recorded_at TIMESTAMP NOT NULL, recorded_by VARCHAR NOT NULL,
    PRIMARY KEY (event_id, version)
);

-- Reports --------------------------------------------------------------------------------------
CREATE TABLE base.reports (
    report_id BIGINT PRIMARY KEY,
    occurred TIMESTAMP NOT NULL, occurred_has_time BOOLEAN NOT NULL, received DATE NOT NULL,
    area_code VARCHAR, place VARCHAR, category VARCHAR, athg VARCHAR, aspect VARCHAR,
    severity INTEGER CHECK (severity BETWEEN 1 AND 5), source_grade VARCHAR,
    parties VARCHAR[] NOT NULL, description VARCHAR NOT NULL,
    reporter VARCHAR, reporter_key VARCHAR,
    verification VARCHAR NOT NULL,
    import_id BIGINT, import_row_id BIGINT, recorded_at TIMESTAMP NOT NULL, recorded_by VARCHAR NOT NULL
);
CREATE TABLE base.coverage (             -- a ward-day on which somebody was watching
    area_code VARCHAR, day DATE, source VARCHAR, import_id BIGINT,   -- report, nihil, checkin
    received DATE NOT NULL,
    PRIMARY KEY (area_code, day, source, import_id)
);
