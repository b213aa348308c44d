-- Pairs of events that need one and the same person or organiser within a day, with the time from one to the other.
-- Reads bookings (event_id, kind, key, name) and timed_events.
WITH present AS (
    SELECT kind, key, name, e.*,
        unnest(range(epoch_ms(starts) // 86400000, (epoch_ms(ends_or_estimate) + $reach_ms) // 86400000 + 1)) AS day
    FROM bookings JOIN timed_events AS e USING (event_id)
)

SELECT DISTINCT
    a.event_id AS event_a, b.event_id AS event_b, a.kind, least(a.name, b.name) AS name,
    greatest(a.starts, b.starts) AS later_start, least(a.ends_or_estimate, b.ends_or_estimate) AS earlier_end,
    a.lat AS lat_a, a.lon AS lon_a, b.lat AS lat_b, b.lon AS lon_b,
    a.position_is_estimate OR b.position_is_estimate AS position_is_estimate,
    coalesce(a.venue_id = b.venue_id, a.venue_key = b.venue_key AND a.area_code IS NOT DISTINCT FROM b.area_code, FALSE)
        AS is_one_venue,
    coalesce(a.venue_id <> b.venue_id OR a.venue_key <> b.venue_key OR a.area_code <> b.area_code, FALSE) AS differ
FROM present AS a
JOIN present AS b USING (kind, key, day)
WHERE a.event_id < b.event_id
ORDER BY event_a, event_b, kind DESC, name
