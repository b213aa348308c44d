-- Events whose crowd is more than the venue holds, and pairs on at one venue at once that only together are.
-- Reads timed_events and venues (venue_id, capacity, capacity_source).
WITH crowds AS (
    SELECT event_id, starts, ends_or_estimate AS ends, attendance, venue_id, capacity, capacity_source,
        unnest(range(epoch_ms(starts) // 86400000, (epoch_ms(ends_or_estimate) - 1) // 86400000 + 1)) AS day
    FROM timed_events JOIN venues USING (venue_id)
    WHERE attendance > 0 AND capacity > 0
)

SELECT DISTINCT event_id AS event_a, NULL::BIGINT AS event_b, capacity, capacity_source
FROM crowds
WHERE attendance > capacity
UNION ALL
SELECT DISTINCT a.event_id, b.event_id, a.capacity, a.capacity_source
FROM crowds AS a
JOIN crowds AS b USING (venue_id, day)
WHERE a.event_id < b.event_id
    AND a.starts < b.ends AND b.starts < a.ends
    AND a.attendance <= a.capacity AND b.attendance <= b.capacity
    AND a.attendance + b.attendance > a.capacity
ORDER BY event_a, event_b
