-- The table clash_pairs, one row a pair of events that clash: event_a < event_b, kind_rank (NEAR_KINDS in kinds.py).
-- Reads timed_events (event_id a whole number) and area_neighbours. Every join is an equi-join on something
-- local to a day, so the cost grows with the events and the pairs found, never with the square of the events.
-- Nothing below $least_level is looked for.
CREATE OR REPLACE TEMP TABLE clash_pairs AS
WITH gathering AS (
    SELECT
        event_id, organiser, joint_key,
        venue_id, coalesce(area_code, '') || ' ' || venue_key AS venue_words,
        area_code, district_code, crowd_is_large, activity = $rally_activity AS is_rally,
        starts, ends_or_estimate AS ends,
        starts - to_minutes($arrival_minutes) AS opens,
        ends_or_estimate + to_minutes($dispersal_minutes) AS clears,
        lat, lon,
        lat IS NOT NULL AND NOT position_is_estimate AS is_placed,
        -- The point on a globe of radius 1. The straight line between two such points is 2 sin(angle / 2):
        -- the haversine formula without its trigonometry for every pair.
        cos(radians(lat)) * cos(radians(lon)) AS x,
        cos(radians(lat)) * sin(radians(lon)) AS y,
        sin(radians(lat)) AS z,
        epoch_ms(opens) // 86400000 AS first_day, -- days and half-days since 1970
        (epoch_ms(clears) - 1) // 86400000 AS last_day,
        epoch_ms(starts) // 43200000 AS first_half,
        (epoch_ms(ends_or_estimate) - 1) // 43200000 AS last_half
    FROM timed_events
    WHERE gathers AND state <> 'cancelled'
),

-- The days an event's people are about, arrival and dispersal included; nearly always one.
present AS (
    SELECT *, first_day AS day FROM gathering
    UNION ALL
    SELECT *, unnest(range(first_day + 1, last_day + 1)) AS day FROM gathering WHERE last_day > first_day
),

-- Near by the metre. One whole number stands for the day, row and column of a cell. Looking in the own cell
-- and in four of its eight neighbours meets every pair of neighbours once.
cells AS (
    SELECT event_id, organiser, starts, ends, opens, clears, x, y, z,
        is_placed, area_code IS NULL AS has_no_ward,
        (day * 65536 + floor(lat / $cell_lat)::BIGINT) * 65536 + floor(lon / $cell_lon)::BIGINT AS cell
    FROM present
    WHERE lat IS NOT NULL
),
looking AS (
    SELECT cells.* REPLACE (cell + step AS cell), step = 0 AS is_own
    FROM cells CROSS JOIN (VALUES (0), (1), (65535), (65536), (65537)) AS steps (step)
),
by_metres AS (
    SELECT a.event_id AS a, b.event_id AS b,
        a.starts < b.ends AND b.starts < a.ends AS overlap,
        (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z) AS chord2
    FROM cells AS a
    JOIN looking AS b USING (cell)
    WHERE (NOT b.is_own OR a.event_id < b.event_id)
        AND a.organiser <> b.organiser
        AND a.opens < b.clears AND b.opens < a.clears
        AND (a.is_placed AND b.is_placed OR a.has_no_ward OR b.has_no_ward)
),

-- At one venue, by its number or by its words within a ward.
at_venues AS (
    SELECT event_id, organiser, starts, ends, opens, clears, day, 'id ' || venue_id AS venue
    FROM present
    WHERE venue_id IS NOT NULL
    UNION ALL
    SELECT event_id, organiser, starts, ends, opens, clears, day, venue_words AS venue
    FROM present
    WHERE venue_words IS NOT NULL
),
by_venue AS (
    SELECT a.event_id AS a, b.event_id AS b,
        a.starts < b.ends AND b.starts < a.ends AS overlap
    FROM at_venues AS a
    JOIN at_venues AS b USING (day, venue)
    WHERE a.event_id < b.event_id
        AND a.organiser <> b.organiser
        AND a.opens < b.clears AND b.opens < a.clears
),

-- Where a point is unknown, or only the ward's, wards stand in for metres.
wards_around AS (
    SELECT area_code, neighbour_code FROM area_neighbours
    UNION
    SELECT neighbour_code, area_code FROM area_neighbours
),
unplaced AS (
    SELECT event_id, organiser, opens, clears, day, area_code, TRUE AS is_own
    FROM present
    WHERE NOT is_placed AND area_code IS NOT NULL
    UNION ALL
    SELECT event_id, organiser, opens, clears, day, neighbour_code AS area_code, FALSE AS is_own
    FROM present
    JOIN wards_around USING (area_code)
    WHERE NOT is_placed
),
by_ward AS (
    SELECT a.event_id AS a, b.event_id AS b, b.is_own
    FROM present AS a
    JOIN unplaced AS b USING (day, area_code)
    WHERE a.organiser <> b.organiser
        AND a.opens < b.clears AND b.opens < a.clears
        AND (b.is_own OR $least_level <= 3)
),

-- On one day in one district, whatever the hours.
days AS (
    SELECT *, first_half // 2 AS day FROM gathering
    UNION ALL
    SELECT *, unnest(range(first_half // 2 + 1, last_half // 2 + 1)) AS day FROM gathering
    WHERE last_half // 2 > first_half // 2
),
large_or_all AS (
    SELECT * FROM days WHERE $least_level <= 2 OR $least_level <= 3 AND crowd_is_large
),
by_district AS (
    SELECT a.event_id AS a, b.event_id AS b,
        a.crowd_is_large AND b.crowd_is_large
            AND a.first_half <= b.last_half AND b.first_half <= a.last_half AS are_large_together
    FROM large_or_all AS a
    JOIN large_or_all AS b USING (day, district_code)
    WHERE a.event_id < b.event_id
        AND a.organiser <> b.organiser
),

-- More rallies on a day than the election's rule allows.
rallies AS (
    SELECT event_id, organiser, day, count(*) OVER (PARTITION BY day) AS that_day
    FROM days
    WHERE is_rally AND $rallies_per_day IS NOT NULL
),
by_rule AS (
    SELECT a.event_id AS a, b.event_id AS b
    FROM rallies AS a
    JOIN rallies AS b USING (day)
    WHERE a.that_day > $rallies_per_day
        AND a.event_id < b.event_id
        AND a.organiser <> b.organiser
),

joint AS (
    SELECT a.event_id AS a, b.event_id AS b
    FROM gathering AS a
    JOIN gathering AS b USING (joint_key)
    WHERE a.event_id < b.event_id
),

-- A pair found in several ways keeps the highest rank; a joint event outranks all and is no clash.
found AS (
    SELECT least(a, b) AS a, greatest(a, b) AS b,
        CASE
            WHEN chord2 <= $same_place_chord2 THEN CASE WHEN overlap THEN 60 ELSE 42 END
            WHEN chord2 <= $near_chord2 THEN 40
            ELSE 30
        END AS kind_rank
    FROM by_metres
    WHERE chord2 <= $far_chord2
    UNION ALL
    SELECT a, b, CASE WHEN overlap THEN 60 ELSE 42 END FROM by_venue
    UNION ALL
    SELECT a, b, 50 FROM by_rule
    UNION ALL
    SELECT least(a, b), greatest(a, b), CASE WHEN is_own THEN 40 ELSE 30 END FROM by_ward
    UNION ALL
    SELECT a, b, CASE WHEN are_large_together THEN 20 ELSE 10 END FROM by_district
    UNION ALL
    SELECT a, b, 90 FROM joint
)

SELECT a AS event_a, b AS event_b, max(kind_rank) AS kind_rank
FROM found
GROUP BY a, b
HAVING max(kind_rank) BETWEEN $least_rank AND 60
