-- What a notice to the police tells of an event, and what its rules ask, as far as files tell it; NULL is "not told".

ALTER TABLE base.event_versions ADD COLUMN notified DATE;               -- day the written notice was given to the police
ALTER TABLE base.event_versions ADD COLUMN permit_date DATE;            -- day of the police receipt (STTP): no earlier
ALTER TABLE base.event_versions ADD COLUMN gathering_point VARCHAR;     -- where the crowd meets before
ALTER TABLE base.event_versions ADD COLUMN link VARCHAR;                -- of what is held online
ALTER TABLE base.event_versions ADD COLUMN place_permission BOOLEAN;    -- given by who is in charge of the place
ALTER TABLE base.event_versions ALTER COLUMN speakers TYPE VARCHAR[] USING CASE WHEN speakers IS NOT NULL THEN [speakers] END;

-- What undoing took away comes back as a whole row, told apart by its text: columns in their order, as they are written.
UPDATE base.undone_rows
SET row_values = left(row_values, length(row_values) - 1) ||
    ', "notified": null, "permit_date": null, "gathering_point": null, "link": null, "place_permission": null}'
WHERE table_name = 'event_versions';
