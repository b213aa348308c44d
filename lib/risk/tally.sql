-- Reports received by a day about the days from the start on: why each is left out (its place in exposure.LEFT_OUT, -1 =
-- it counts), or where it belongs (exposure.count_rows). The rules are those of exposure.tally_reports. Whole numbers
-- throughout: so many strings take longer to fetch than all the counting.
SELECT
    CASE
        WHEN verification = 'arsip' THEN 0
        WHEN ward IS NULL THEN 1
        WHEN CAST(occurred AS DATE) > $as_of THEN 2
        ELSE -1
    END AS left_out,
    coalesce(ward, -1) AS ward,
    coalesce(category IN (SELECT code FROM categories WHERE nuisance), FALSE) AS is_nuisance,
    CASE WHEN severity BETWEEN 1 AND 5 THEN severity ELSE 0 END AS severity_code,
    CASE  -- place in exposure.CREDIBILITY_CLASSES
        WHEN verification = 'terverifikasi' THEN 0
        WHEN verification = 'terkuatkan' THEN 1
        WHEN verification = 'dibantah' THEN 4
        WHEN reporter_key IS NOT NULL THEN 2
        ELSE 3
    END AS class_code,
    $as_of - CAST(occurred AS DATE) AS age,
    greatest(0, received - CAST(occurred AS DATE)) AS delay
FROM reports
LEFT JOIN (SELECT area_code, row_number() OVER (ORDER BY area_code) - 1 AS ward FROM areas) USING (area_code)
WHERE received <= $as_of AND occurred >= $start
