-- Ward by week: of the days that have come, how many somebody watched; how promptly that and each report was known.
-- A week begins on Monday. What was received after $as_of is not known yet; days before $start are nobody's duty.
WITH weeks AS (
    SELECT $first + CAST(7 * n AS INTEGER) AS week FROM range($weeks) AS numbers(n)
),
watched AS (  -- a ward-day counts once, from the day it was first heard of
    SELECT area_code, day, min(received) AS received
    FROM coverage
    WHERE received <= $as_of AND day BETWEEN $start AND $as_of
    GROUP BY area_code, day
),
last_days AS (
    SELECT area_code, max(day) AS last_report FROM watched GROUP BY area_code
),
covered AS (
    SELECT area_code, CAST(date_trunc('week', day) AS DATE) AS week, count(*) AS days_covered,
           count(*) FILTER (received > day + $prompt_days) AS days_late
    FROM watched GROUP BY ALL
),
sent AS (
    SELECT area_code, CAST(date_trunc('week', occurred) AS DATE) AS week, count(*) AS reports,
           count(*) FILTER (received <= CAST(occurred AS DATE) + $prompt_days) AS on_time
    FROM reports
    WHERE received <= $as_of AND CAST(occurred AS DATE) BETWEEN $start AND $as_of
    GROUP BY ALL
),
counted AS (
    SELECT
        a.area_code, a.name AS ward, d.name AS district, weeks.week,
        greatest(0, least(weeks.week + 6, $as_of) - greatest(weeks.week, $start) + 1) AS days_expected,
        coalesce(covered.days_covered, 0) AS days_covered, coalesce(covered.days_late, 0) AS days_late,
        last_days.last_report, coalesce(sent.reports, 0) AS reports, coalesce(sent.on_time, 0) AS on_time
    FROM reporting_areas
    JOIN areas AS a USING (area_code)
    LEFT JOIN districts AS d USING (district_code)
    CROSS JOIN weeks
    LEFT JOIN last_days USING (area_code)
    LEFT JOIN covered ON covered.area_code = a.area_code AND covered.week = weeks.week
    LEFT JOIN sent ON sent.area_code = a.area_code AND sent.week = weeks.week
)
SELECT
    area_code, ward, district, week, days_expected, days_covered, days_late, last_report, reports, on_time,
    reports - on_time AS late,
    days_covered / nullif(days_expected, 0) AS share,
    CASE
        WHEN last_report IS NULL THEN 'never'
        WHEN days_expected = 0 THEN NULL
        WHEN days_covered = 0 THEN 'silent'
        WHEN days_covered < days_expected THEN 'partly'
        WHEN days_late > 0 THEN 'late'
        ELSE 'on_time'
    END AS state
FROM counted
ORDER BY district NULLS LAST, ward, area_code, week
