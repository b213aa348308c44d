-- The pairs of clashes.sql that are asked for: of some days and, unless the list is NULL, of some kinds, districts or
-- organisers, and of a reader who is told of its own organiser's clashes only ($own). Of the two events of a pair
-- either may be in the district or the organiser's; a clash without event_b has only the one. Reads clash_pairs and
-- timed_events. A clash is of the day that clash_details.sql says.
CREATE OR REPLACE TEMP TABLE clash_pairs AS
SELECT clash_pairs.*
FROM clash_pairs
JOIN timed_events AS a ON a.event_id = event_a
LEFT JOIN timed_events AS b ON b.event_id = event_b
WHERE CAST(least(a.ends_or_estimate, b.ends_or_estimate, greatest(a.starts, b.starts)) AS DATE)
    BETWEEN $first AND $last
    AND ($ranks IS NULL OR list_contains($ranks, kind_rank))
    AND ($own IS NULL OR list_contains($own, a.organiser) OR list_contains($own, b.organiser))
    AND ($organisers IS NULL OR list_contains($organisers, a.organiser) OR list_contains($organisers, b.organiser))
    AND ($districts IS NULL OR list_contains($districts, a.district_code) OR list_contains($districts, b.district_code))
