-- Officers needed against strength, one row an hour and district (lib/schedule/load.py).
-- Reads needed_events, load_districts and strengths. An event needs its officers in full in every hour it touches, from
-- setting up before it to dispersal after it; an hour in which it ends is touched, one with which it ends is not.
WITH present AS (
    SELECT
        unnest(range(
            date_trunc('hour', starts - to_minutes($setup_minutes)),
            ends_or_estimate + to_minutes($dispersal_minutes),
            INTERVAL 1 HOUR
        )) AS moment,
        district_code, crowd_low, crowd_high, crowd_is_estimate, officers_low, officers_high
    FROM needed_events
    WHERE gathers AND state IS DISTINCT FROM 'cancelled'
),
needed AS (
    SELECT
        moment, district_code,
        count(*) AS events,
        count(*) FILTER (WHERE crowd_is_estimate) AS estimated_events,
        sum(crowd_low)::BIGINT AS people_low, sum(crowd_high)::BIGINT AS people_high,
        sum(officers_low)::BIGINT AS officers_low, sum(officers_high)::BIGINT AS officers_high
    FROM present
    WHERE moment >= $first AND moment < $after
    GROUP BY moment, district_code
),
hours AS (
    -- Every hour of every district, and the hours of events in no known district.
    SELECT moment, district_code FROM load_districts CROSS JOIN unnest(range($first, $after, INTERVAL 1 HOUR)) AS t(moment)
    UNION
    SELECT moment, district_code FROM needed
),
held AS (
    SELECT
        hours.moment, hours.district_code,
        coalesce(events, 0) AS events, coalesce(estimated_events, 0) AS estimated_events,
        coalesce(people_low, 0) AS people_low, coalesce(people_high, 0) AS people_high,
        coalesce(officers_low, 0) AS officers_low, coalesce(officers_high, 0) AS officers_high,
        strengths.officers AS strength
    FROM hours
    LEFT JOIN needed ON needed.moment = hours.moment AND needed.district_code IS NOT DISTINCT FROM hours.district_code
    LEFT JOIN strengths
        ON strengths.district_code = hours.district_code AND strengths.day = CAST(hours.moment AS DATE)
)

SELECT
    date_trunc('day', moment)::TIMESTAMP AS day, hour(moment) AS hour, *,
    greatest(0, officers_low - strength) AS short_low,
    greatest(0, officers_high - strength) AS short_high,
    CASE
        WHEN district_code IS NULL THEN 'tanpa_kecamatan'
        WHEN strength IS NULL THEN 'belum_diisi'
        WHEN officers_low > strength THEN 'kurang'
        WHEN officers_high > strength THEN 'mungkin_kurang'
        ELSE 'cukup'
    END AS state
FROM held
ORDER BY moment, district_code NULLS LAST
