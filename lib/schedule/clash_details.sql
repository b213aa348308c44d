-- What each row of clash_pairs is about: who, where, when, how far apart, and what of it is assumed.
-- Reads clash_pairs, clash_facts and timed_events. In steps, for a name that its own SELECT uses is planned anew at
-- every use. A clash of one event with a place or a day has no event_b, and nothing of what is asked of two.
WITH pairs AS (
    SELECT
        event_a, event_b, kind_rank, kind_rank IN (10, 20, 30, 40, 42, 50, 60) AS is_near,
        greatest(a.starts, b.starts) AS later_start,
        least(a.ends_or_estimate, b.ends_or_estimate) AS earlier_end,
        coalesce(a.venue_id = b.venue_id, FALSE) AS is_one_venue_id,
        coalesce(a.venue_key = b.venue_key AND a.area_code IS NOT DISTINCT FROM b.area_code, FALSE) AS is_one_venue_key,
        coalesce(a.area_code = b.area_code, FALSE) AS is_one_ward,
        a.lat IS NOT NULL AND b.lat IS NOT NULL AS have_points,
        NOT a.position_is_estimate AND NOT coalesce(b.position_is_estimate, FALSE) AS have_own_points,
        a.lat AS lat_a, a.lon AS lon_a, b.lat AS lat_b, b.lon AS lon_b,
        a.end_is_estimate OR coalesce(b.end_is_estimate, FALSE) AS end_is_estimate,
        a.organiser AS organiser_a, b.organiser AS organiser_b,
        a.activity AS activity_a, b.activity AS activity_b,
        a.venue AS venue_a, b.venue AS venue_b,
        a.area_code AS area_a, b.area_code AS area_b,
        a.district_code AS district_a, b.district_code AS district_b,
        a.attendance AS attendance_a, b.attendance AS attendance_b
    FROM clash_pairs
    JOIN timed_events AS a ON a.event_id = event_a
    LEFT JOIN timed_events AS b ON b.event_id = event_b
),
measurable AS (
    SELECT *,
        have_points AND have_own_points AS are_placed,
        have_points AND (have_own_points OR area_a IS NULL OR area_b IS NULL) AS is_measured
    FROM pairs
),
related AS (
    SELECT *,
        CASE
            WHEN event_b IS NULL THEN 'alone'
            WHEN kind_rank IN (10, 20) THEN 'district'
            WHEN kind_rank = 50 THEN 'rule'
            WHEN kind_rank IN (42, 48, 60) AND (is_one_venue_id OR is_one_venue_key) THEN 'venue'
            WHEN is_measured THEN 'metres'
            WHEN is_one_ward THEN 'ward'
            WHEN is_near THEN 'neighbours'
            ELSE 'apart'
        END AS relation,
        CASE WHEN is_measured THEN
            2 * 6371008.8 * asin(sqrt(
                pow(sin(radians(lat_b - lat_a) / 2), 2)
                + cos(radians(lat_a)) * cos(radians(lat_b)) * pow(sin(radians(lon_b - lon_a) / 2), 2)
            ))
        END AS distance_m
    FROM measurable
),
assumed AS (
    SELECT *,
        CASE relation
            WHEN 'alone' THEN FALSE
            WHEN 'metres' THEN NOT are_placed
            WHEN 'venue' THEN NOT is_one_venue_id AND area_a IS NULL
            ELSE relation IN ('ward', 'neighbours')
        END AS position_is_estimate
    FROM related
),
told AS (
    SELECT assumed.* REPLACE (
            coalesce(facts.distance_m, assumed.distance_m) AS distance_m,
            coalesce(facts.position_is_estimate, assumed.position_is_estimate) AS position_is_estimate
        ),
        coalesce(facts.starts, least(later_start, earlier_end)) AS starts,
        coalesce(facts.ends, greatest(later_start, earlier_end)) AS ends,
        facts.against, facts.occasion, facts.occasion_en, facts.phase_a, facts.phase_b,
        facts.route_is_estimate, facts.needed_minutes, facts.capacity, facts.capacity_source
    FROM assumed
    LEFT JOIN clash_facts AS facts
        ON facts.event_a = assumed.event_a AND facts.pair_b = coalesce(assumed.event_b, -1)
        AND facts.kind_rank = assumed.kind_rank
)

SELECT
    event_a, event_b, kind_rank, relation, starts, ends,
    CAST(least(later_start, earlier_end) AS DATE) AS day,
    -- Of two events the hours as announced; of one those in which it meets what it collides with.
    CASE WHEN event_b IS NULL THEN (epoch_ms(ends) - epoch_ms(starts)) // 60000
        ELSE greatest(0, (epoch_ms(earlier_end) - epoch_ms(later_start)) // 60000) END AS overlap_minutes,
    CASE WHEN event_b IS NULL THEN 0
        ELSE greatest(0, (epoch_ms(later_start) - epoch_ms(earlier_end)) // 60000) END AS gap_minutes,
    distance_m, end_is_estimate, position_is_estimate,
    end_is_estimate OR position_is_estimate OR coalesce(route_is_estimate, FALSE) AS is_estimate,
    organiser_a, organiser_b, activity_a, activity_b, venue_a, venue_b, area_a, area_b, district_a, district_b,
    attendance_a, attendance_b,
    against, occasion, occasion_en, phase_a, phase_b, coalesce(route_is_estimate, FALSE) AS route_is_estimate,
    needed_minutes, capacity, capacity_source
FROM told
