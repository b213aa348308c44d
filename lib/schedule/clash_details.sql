-- What each pair of clashes.sql is about: who, where, when, how far apart, and what of it is assumed.
-- Reads clash_pairs and timed_events. In steps, for a name that its own SELECT uses is planned anew at every use.
WITH pairs AS (
    SELECT
        event_a, event_b, kind_rank,
        greatest(a.starts, b.starts) AS later_start,
        least(a.ends_or_estimate, b.ends_or_estimate) AS earlier_end,
        coalesce(a.venue_id = b.venue_id, FALSE) AS is_one_venue_id,
        coalesce(a.venue_key = b.venue_key AND a.area_code IS NOT DISTINCT FROM b.area_code, FALSE) AS is_one_venue_key,
        a.area_code = b.area_code AS is_one_ward,
        a.lat IS NOT NULL AND b.lat IS NOT NULL AS have_points,
        NOT a.position_is_estimate AND NOT b.position_is_estimate AS have_own_points,
        a.lat AS lat_a, a.lon AS lon_a, b.lat AS lat_b, b.lon AS lon_b,
        a.end_is_estimate OR b.end_is_estimate AS end_is_estimate,
        a.organiser AS organiser_a, b.organiser AS organiser_b,
        a.activity AS activity_a, b.activity AS activity_b,
        a.venue AS venue_a, b.venue AS venue_b,
        a.area_code AS area_a, b.area_code AS area_b,
        a.district_code AS district_a, b.district_code AS district_b,
        a.attendance AS attendance_a, b.attendance AS attendance_b
    FROM clash_pairs
    JOIN timed_events AS a ON a.event_id = event_a
    JOIN timed_events AS b ON b.event_id = event_b
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
            WHEN kind_rank IN (1, 2) THEN 'district'
            WHEN kind_rank = 5 THEN 'rule'
            WHEN kind_rank = 6 AND (is_one_venue_id OR is_one_venue_key) THEN 'venue'
            WHEN is_measured THEN 'metres'
            WHEN is_one_ward THEN 'ward'
            ELSE 'neighbours'
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
            WHEN 'metres' THEN NOT are_placed
            WHEN 'venue' THEN NOT is_one_venue_id AND area_a IS NULL
            ELSE relation IN ('ward', 'neighbours')
        END AS position_is_estimate
    FROM related
)

SELECT
    event_a, event_b, kind_rank, relation,
    least(later_start, earlier_end) AS starts,
    greatest(later_start, earlier_end) AS ends,
    CAST(least(later_start, earlier_end) AS DATE) AS day,
    greatest(0, (epoch_ms(earlier_end) - epoch_ms(later_start)) // 60000) AS overlap_minutes,
    greatest(0, (epoch_ms(later_start) - epoch_ms(earlier_end)) // 60000) AS gap_minutes,
    distance_m, end_is_estimate, position_is_estimate,
    end_is_estimate OR position_is_estimate AS is_estimate,
    organiser_a, organiser_b, activity_a, activity_b, venue_a, venue_b, area_a, area_b, district_a, district_b,
    attendance_a, attendance_b
FROM assumed
