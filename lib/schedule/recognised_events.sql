-- Events with what their venue's words are known to mean (lib/schedule/events.py): the words' key, and venue_id where
-- they are one known venue's. A venue_id that is there stays; a ward that contradicts the venue's leaves it open.
-- Reads told_events and venue_words.
SELECT
    told.* REPLACE (
        CASE
            WHEN told.venue_id IS NOT NULL THEN told.venue_id
            WHEN coalesce(told.area_code = known.area_code, TRUE) THEN known.venue_id
        END AS venue_id
    ),
    known.key AS venue_key
FROM told_events AS told
LEFT JOIN venue_words AS known ON known.words = told.venue
