-- clash_pairs with the clashes of clash_facts. Of two crowds that meet only the highest rank counts (below 100);
-- what is held together does not meet, but may be too many for the place ($shared_capacity).
-- Reads clash_pairs, clash_facts and held_together (event_a, event_b).
CREATE OR REPLACE TEMP TABLE clash_pairs AS
WITH every AS (
    SELECT event_a, event_b, kind_rank FROM clash_pairs
    UNION ALL
    SELECT event_a, event_b, kind_rank FROM clash_facts WHERE list_contains($ranks, kind_rank)
)

SELECT event_a, event_b, max(kind_rank) AS kind_rank
FROM every
ANTI JOIN (SELECT event_a, event_b, unnest($meeting) AS kind_rank FROM held_together) AS together
    USING (event_a, event_b, kind_rank)
GROUP BY event_a, event_b, CASE WHEN kind_rank < 100 THEN 0 ELSE kind_rank END
