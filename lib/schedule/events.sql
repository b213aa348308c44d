-- Events with what they do not tell filled in and marked (lib/schedule/events.py).
-- Reads recognised_events, activities, areas and venues.
WITH known AS (
    SELECT
        events.*,
        coalesce(activities.gathers, TRUE) AS activity_gathers, -- an activity nobody knows may bring people
        venues.lat AS venue_lat, venues.lon AS venue_lon,
        coalesce(events.area_code, venues.area_code) AS ward,
        coalesce(events.ends > events.starts, FALSE) AS tells_end,
        date_trunc('day', events.starts) + to_hours($rally_ends_hour) AS rally_ends
    FROM recognised_events AS events
    LEFT JOIN activities ON activities.code = events.activity
    LEFT JOIN venues USING (venue_id)
)

SELECT
    known.* EXCLUDE (
        activity_gathers, venue_lat, venue_lon, ward, tells_end, rally_ends,
        area_code, lat, lon, position_is_estimate, end_is_estimate, crowd_is_large, venue_key
    ),
    CASE
        WHEN tells_end THEN ends
        WHEN activity = $rally_activity AND starts < rally_ends THEN rally_ends
        ELSE starts + to_hours($lasts_hours)
    END AS ends_or_estimate,
    coalesce(end_is_estimate, FALSE) OR NOT tells_end AS end_is_estimate,
    ward AS area_code,
    areas.district_code,
    CASE WHEN venue_lat IS NOT NULL THEN venue_lat WHEN known.lat IS NOT NULL THEN known.lat ELSE areas.lat END AS lat,
    CASE WHEN venue_lat IS NOT NULL THEN venue_lon WHEN known.lat IS NOT NULL THEN known.lon ELSE areas.lon END AS lon,
    CASE
        WHEN venue_lat IS NOT NULL THEN FALSE
        WHEN known.lat IS NOT NULL THEN coalesce(position_is_estimate, FALSE)
        ELSE TRUE
    END AS position_is_estimate,
    activity_gathers AS gathers,
    coalesce(crowd_is_large, FALSE) OR coalesce(attendance >= $large_crowd, FALSE) AS crowd_is_large,
    venue_key
FROM known
LEFT JOIN areas ON areas.area_code = ward
