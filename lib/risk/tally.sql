-- Reports received by a day about the days from the start on, grouped three ways: those left out by reason, the others
-- by what they say (severity, class) and by when they came (age, delay). The rules are those of exposure.tally_reports.
WITH known AS (
    SELECT
        reports.area_code,
        CASE
            WHEN verification = 'arsip' THEN 'archived'
            WHEN areas.area_code IS NULL THEN 'no_ward'
            WHEN CAST(occurred AS DATE) > $as_of THEN 'no_day'
            ELSE ''
        END AS left_out,
        coalesce(nuisance, FALSE) AS is_nuisance,
        CASE WHEN severity BETWEEN 1 AND 5 THEN severity ELSE 0 END AS severity,
        CASE
            WHEN verification = 'terverifikasi' THEN 'verified'
            WHEN verification = 'terkuatkan' THEN 'corroborated'
            WHEN verification = 'dibantah' THEN 'refuted'
            WHEN reporter_key IS NOT NULL THEN 'named'
            ELSE 'anonymous'
        END AS class,
        date_diff('day', occurred, $as_of) AS age,
        greatest(0, date_diff('day', occurred, received)) AS delay
    FROM reports
    LEFT JOIN areas USING (area_code)
    LEFT JOIN categories ON categories.code = reports.category
    WHERE received <= $as_of AND occurred >= $start
)

SELECT left_out, area_code, is_nuisance, severity, class, age, delay, count(*) AS reports
FROM known
GROUP BY GROUPING SETS (
    (left_out),
    (left_out, area_code, is_nuisance, severity, class),
    (left_out, area_code, is_nuisance, age, delay)
)
