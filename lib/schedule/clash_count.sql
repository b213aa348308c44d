-- How many pairs of clashes.sql are of some days and, unless $organisers is NULL, of these organisers' events.
-- A clash is of the day on which clash_details.sql says that it starts.
SELECT count(*)
FROM clash_pairs
JOIN timed_events AS a ON a.event_id = event_a
JOIN timed_events AS b ON b.event_id = event_b
WHERE CAST(least(a.ends_or_estimate, b.ends_or_estimate, greatest(a.starts, b.starts)) AS DATE)
    BETWEEN $first AND $last
    AND ($organisers IS NULL OR list_contains($organisers, a.organiser) OR list_contains($organisers, b.organiser))
