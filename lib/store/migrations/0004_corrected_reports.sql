-- Reports that a later file corrected, and accounts of which a person said that they repeat a stored report.

-- The day on which the correction that a report holds was received; NULL: it stands as it was first told.
ALTER TABLE base.reports ADD COLUMN corrected DATE;

-- What corrected reports said before, each until a day. How far a report is checked stands with the report itself.
CREATE TABLE base.former_reports AS SELECT *, CAST(NULL AS DATE) AS until FROM base.reports LIMIT 0;

-- What undoing took away comes back as a whole row, told apart by its text: columns in their order, as they are written.
UPDATE base.undone_rows SET row_values = left(row_values, length(row_values) - 1) || ', "corrected": null}'
WHERE table_name = 'reports' AND contains(row_values, '"report_id": ');

-- What a row of the outcome "same" found to be so, of reports too.
UPDATE base.import_rows AS r SET same_as = coalesce(
    (SELECT p.import_row_id FROM base.reports AS p WHERE p.report_id = r.item_id),
    (SELECT min(CAST(json_extract_string(u.row_values, '$.import_row_id') AS BIGINT)) FROM base.undone_rows AS u
     WHERE u.table_name = 'reports' AND CAST(json_extract_string(u.row_values, '$.report_id') AS BIGINT) = r.item_id))
WHERE r.outcome = 'same' AND r.import_id IN (SELECT import_id FROM base.imports WHERE kind = 'report');

-- An account that was said to repeat a report, as far as it is known again by: it holds while its import stands.
CREATE TABLE base.repeated_reports (
    import_row_id BIGINT PRIMARY KEY, import_id BIGINT NOT NULL, report_id BIGINT NOT NULL,
    occurred TIMESTAMP NOT NULL, area_code VARCHAR, place VARCHAR, reporter VARCHAR, description VARCHAR NOT NULL
);
