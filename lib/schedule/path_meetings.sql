-- Pairs of paths of different organisers whose people are on the road at once and whose lines may come near each other,
-- or that name one street: one row a pair of paths and pair of their segments (missing where only a street is one).
-- Reads segments (path, segment, x1, y1, x2, y2 in metres), cells (path, segment, cx, cy: cells a segment runs through),
-- path_windows (path, organiser, is_venue, is_estimate, phase, opens, clears) and path_stops (path, key, is_street).
-- Lines nearer than a cell is wide lie in the same cell or in neighbouring ones.
WITH windows AS (
    SELECT *, epoch_ms(opens) // 86400000 AS first_day, (epoch_ms(clears) - 1) // 86400000 AS last_day
    FROM path_windows
),
days AS (
    SELECT DISTINCT path, unnest(range(first_day, last_day + 1)) AS day FROM windows
),
present AS (
    SELECT path, segment, day, cx, cy FROM cells JOIN days USING (path)
),
around AS (
    SELECT path, segment, day, cx + dx AS cx, cy + dy AS cy
    FROM present, (VALUES (-1), (0), (1)) AS columns (dx), (VALUES (-1), (0), (1)) AS rows (dy)
),
by_cell AS (
    SELECT DISTINCT a.path AS a, b.path AS b, a.segment AS segment_a, b.segment AS segment_b
    FROM present AS a
    JOIN around AS b USING (day, cx, cy)
    WHERE a.path < b.path
),
-- A street counts when at least one of the two says that it is one: "Jl. Ijen" and "Ijen".
by_street AS (
    SELECT a.path AS a, b.path AS b, string_agg(DISTINCT a.key, '|' ORDER BY a.key) AS streets
    FROM path_stops AS a
    JOIN path_stops AS b USING (key)
    JOIN days AS day_a ON day_a.path = a.path
    JOIN days AS day_b ON day_b.path = b.path AND day_b.day = day_a.day
    WHERE a.path < b.path AND (a.is_street OR b.is_street)
    GROUP BY ALL
),
pairs AS (
    SELECT DISTINCT a, b FROM by_cell
    UNION
    SELECT a, b FROM by_street
),
-- The longest time the two are about together, and what each is doing then; of equals the later: on the way home.
together AS (
    SELECT a, b, one.phase AS phase_a, other.phase AS phase_b,
        greatest(one.opens, other.opens) AS starts, least(one.clears, other.clears) AS ends
    FROM pairs
    JOIN windows AS one ON one.path = a
    JOIN windows AS other ON other.path = b
    WHERE one.organiser <> other.organiser
        AND NOT (one.is_venue AND (other.is_venue OR other.is_estimate))
        AND NOT (other.is_venue AND one.is_estimate)
        AND one.opens < other.clears AND other.opens < one.clears
    QUALIFY row_number() OVER (PARTITION BY a, b ORDER BY ends - starts DESC, starts DESC, phase_a, phase_b) = 1
)

SELECT together.*, streets,
    one.x1 AS ax1, one.y1 AS ay1, one.x2 AS ax2, one.y2 AS ay2,
    other.x1 AS bx1, other.y1 AS by1, other.x2 AS bx2, other.y2 AS by2
FROM together
LEFT JOIN by_street USING (a, b)
LEFT JOIN by_cell USING (a, b)
LEFT JOIN segments AS one ON one.path = a AND one.segment = segment_a
LEFT JOIN segments AS other ON other.path = b AND other.segment = segment_b
ORDER BY a, b
