-- The table clash_facts, empty: what a clash is about beside its events, and what stands in place of what
-- clash_details.sql works out of them. pair_b is event_b, or -1 without one, for missing values are never equal.
CREATE OR REPLACE TEMP TABLE clash_facts (
    event_a BIGINT, event_b BIGINT, pair_b BIGINT, kind_rank INTEGER,
    starts TIMESTAMP, ends TIMESTAMP, distance_m DOUBLE, position_is_estimate BOOLEAN, -- NULL: as worked out
    against VARCHAR,                            -- road, person, place or street
    occasion VARCHAR, occasion_en VARCHAR,      -- the hours or day protected there
    phase_a VARCHAR, phase_b VARCHAR,           -- what the crowds are doing: approach, dispersal, parade, venue
    route_is_estimate BOOLEAN, needed_minutes INTEGER, capacity INTEGER, capacity_source VARCHAR
)
