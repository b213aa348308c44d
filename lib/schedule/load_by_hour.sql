-- People expected in each district in each hour (lib/schedule/summaries.py).
WITH present AS (
    SELECT
        unnest(range(date_trunc('hour', starts), ends_or_estimate, INTERVAL 1 HOUR)) AS moment,
        district_code, attendance
    FROM timed_events
    WHERE gathers AND state IS DISTINCT FROM 'cancelled'
)

SELECT
    date_trunc('day', moment) AS day,
    hour(moment) AS hour,
    district_code,
    count(*) AS events,
    coalesce(sum(attendance), 0)::BIGINT AS people,
    count(*) - count(attendance) AS unknown_attendance
FROM present
GROUP BY ALL
ORDER BY ALL
