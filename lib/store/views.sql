-- What each reader may see. Made anew at every start, so that this file is the whole truth about scope.
-- A cursor without viewer_role sees nothing; `system` is the command line and the app itself.

CREATE OR REPLACE MACRO main.viewer_role() AS coalesce(getvariable('viewer_role'), '');
CREATE OR REPLACE MACRO main.viewer_is(roles) AS list_contains(roles, coalesce(getvariable('viewer_role'), ''));
-- The day a reader works as of; without one, everything received so far.
CREATE OR REPLACE MACRO main.viewer_day() AS coalesce(CAST(getvariable('viewer_day') AS DATE), DATE '9999-12-31');
-- Sees schedules whole.
CREATE OR REPLACE MACRO main.viewer_plans() AS
    viewer_is(['system', 'admin', 'analyst', 'leader', 'security', 'bawaslu']);
-- Sees every report and the wards' risk.
CREATE OR REPLACE MACRO main.viewer_risks() AS viewer_is(['system', 'admin', 'analyst', 'leader', 'security']);
CREATE OR REPLACE MACRO main.viewer_known() AS
    viewer_is(['system', 'admin', 'analyst', 'leader', 'security', 'bawaslu', 'fkdm', 'party', 'viewer']);
CREATE OR REPLACE MACRO main.viewer_administers() AS viewer_is(['system', 'admin']);

-- Who reads, for what is worked out from rows: a party is told of its own clashes only.
CREATE OR REPLACE VIEW main.viewer AS
SELECT viewer_role() AS role, CAST(getvariable('viewer_organiser') AS VARCHAR) AS organiser WHERE viewer_known();

-- Packs: public facts, for everybody who is signed in.
CREATE OR REPLACE VIEW main.districts AS SELECT * FROM base.districts WHERE viewer_known();
CREATE OR REPLACE VIEW main.areas AS SELECT * FROM base.areas WHERE viewer_known();
CREATE OR REPLACE VIEW main.area_neighbours AS SELECT * FROM base.area_neighbours WHERE viewer_known();
CREATE OR REPLACE VIEW main.area_shapes AS SELECT * FROM base.area_shapes WHERE viewer_known();
CREATE OR REPLACE VIEW main.venues AS SELECT * FROM base.venues WHERE viewer_known();
CREATE OR REPLACE VIEW main.venue_names AS SELECT * FROM base.venue_names WHERE viewer_known();
CREATE OR REPLACE VIEW main.places AS SELECT * FROM base.places WHERE viewer_known();
CREATE OR REPLACE VIEW main.calendar_days AS SELECT * FROM base.calendar_days WHERE viewer_known();
CREATE OR REPLACE VIEW main.weekly_windows AS SELECT * FROM base.weekly_windows WHERE viewer_known();
CREATE OR REPLACE VIEW main.organisers AS SELECT * FROM base.organisers WHERE viewer_known();
CREATE OR REPLACE VIEW main.organiser_tickets AS SELECT * FROM base.organiser_tickets WHERE viewer_known();
CREATE OR REPLACE VIEW main.rules AS SELECT * FROM base.rules WHERE viewer_known();
CREATE OR REPLACE VIEW main.activities AS SELECT * FROM base.activities WHERE viewer_known();
CREATE OR REPLACE VIEW main.categories AS SELECT * FROM base.categories WHERE viewer_known();
CREATE OR REPLACE VIEW main.settings AS SELECT key, value FROM base.settings WHERE viewer_known() AND NOT is_secret;

-- Events as they were in force on the reader's day: the highest version received by then.
-- A party sees its own whole and of others what a notice tells. crowd_is_large lets the
-- level of a clash be the same for everybody without showing a rival's number.
CREATE OR REPLACE VIEW main.events AS
SELECT
    v.event_id, v.version, v.received, v.state, v.organiser, v.activity,
    CASE WHEN own THEN v.title END AS title,
    v.starts, v.ends, v.venue, v.venue_id, v.area_code, v.lat, v.lon, v.position_is_estimate,
    CASE WHEN own THEN v.attendance END AS attendance,
    coalesce(v.attendance >= (SELECT CAST(value AS INTEGER) FROM base.settings WHERE key = 'crowd_is_large'), false)
        AS crowd_is_large,
    CASE WHEN own THEN v.vehicles END AS vehicles,
    CASE WHEN own THEN v.route END AS route,
    CASE WHEN own THEN v.speakers END AS speakers,
    CASE WHEN own THEN v.gathering_point END AS gathering_point,
    CASE WHEN own THEN v.link END AS link,
    CASE WHEN own THEN v.place_permission END AS place_permission,
    CASE WHEN own THEN v.notified END AS notified,
    CASE WHEN own THEN v.permit_no END AS permit_no,
    CASE WHEN own THEN v.permit_date END AS permit_date,
    CASE WHEN own THEN v.contact END AS contact,
    v.joint_key,
    CASE WHEN own THEN v.import_id END AS import_id,
    CASE WHEN own THEN v.import_row_id END AS import_row_id,
    v.recorded_at
FROM (
    SELECT event_id, max(version) AS version FROM base.event_versions WHERE received <= viewer_day() GROUP BY event_id
) AS in_force
JOIN (
    SELECT *, viewer_plans() OR coalesce(organiser = getvariable('viewer_organiser'), false) AS own
    FROM base.event_versions
) AS v USING (event_id, version)
WHERE viewer_plans() OR viewer_is(['party']);

-- Every version received by the reader's day, whole: what a new version changed is worked out from two of them. A party
-- reads its own schedule's, of another's none.
CREATE OR REPLACE VIEW main.event_history AS
SELECT
    event_id, version, received, state, organiser, activity, title, starts, ends, venue, venue_id, area_code, lat, lon,
    position_is_estimate, attendance,
    coalesce(attendance >= (SELECT CAST(value AS INTEGER) FROM base.settings WHERE key = 'crowd_is_large'), false)
        AS crowd_is_large,
    vehicles, route, speakers, gathering_point, link, place_permission, notified, permit_no, permit_date, contact,
    joint_key, import_id, recorded_at, decision_id
FROM base.event_versions
WHERE received <= viewer_day()
  AND (viewer_plans() OR (viewer_is(['party']) AND organiser = getvariable('viewer_organiser')));

-- Problems as they stood on the reader's day. A party knows of those with an event of its own: its own clashes and the
-- state, not who handles it or why it was accepted.
CREATE OR REPLACE VIEW main.problem_clashes AS
SELECT c.*
FROM base.problem_clashes AS c JOIN base.problem_log AS l USING (entry_id)
WHERE l.day <= viewer_day()
  AND (viewer_plans() OR (viewer_is(['party']) AND EXISTS (
    FROM base.event_versions AS v
    WHERE v.event_id IN (c.event_a, c.event_b) AND v.organiser = getvariable('viewer_organiser'))));
CREATE OR REPLACE VIEW main.problem_log AS
SELECT
    entry_id, problem_id, day, change, state,
    CASE WHEN viewer_plans() THEN owner END AS owner,
    CASE WHEN viewer_plans() THEN reason END AS reason,
    other_id, recorded_at,
    CASE WHEN viewer_plans() THEN recorded_by END AS recorded_by
FROM base.problem_log
WHERE day <= viewer_day()
  AND (viewer_plans() OR (viewer_is(['party']) AND problem_id IN (
    SELECT l.problem_id FROM base.problem_log AS l JOIN main.problem_clashes USING (entry_id))));

-- Decisions about moving single events, as they stood on the reader's day. A party knows of those about its own events.
CREATE OR REPLACE VIEW main.decision_log AS
SELECT * REPLACE (CASE WHEN viewer_plans() THEN recorded_by END AS recorded_by)
FROM base.decision_log
WHERE day <= viewer_day()
  AND (viewer_plans() OR (viewer_is(['party']) AND organiser = getvariable('viewer_organiser')));

-- How many officers there are is for who sees the wards' risk.
CREATE OR REPLACE VIEW main.strengths AS SELECT district_code, day, officers FROM base.strengths WHERE viewer_risks();

-- What undoing an import is worked out from: no person reads it.
CREATE OR REPLACE VIEW main.event_versions AS SELECT * FROM base.event_versions WHERE viewer_is(['system']);
CREATE OR REPLACE VIEW main.whole_reports AS SELECT * FROM base.reports WHERE viewer_is(['system']);
CREATE OR REPLACE VIEW main.former_reports AS SELECT * FROM base.former_reports WHERE viewer_is(['system']);
CREATE OR REPLACE VIEW main.repeated_reports AS SELECT * FROM base.repeated_reports WHERE viewer_is(['system']);
CREATE OR REPLACE VIEW main.undone_rows AS SELECT * FROM base.undone_rows WHERE viewer_is(['system']);

-- Reports as they were in force on the reader's day: a corrected one says what it said before until its correction.
CREATE OR REPLACE MACRO main.reports_in_force() AS TABLE
SELECT * FROM base.reports WHERE corrected IS NULL OR corrected <= viewer_day()
UNION ALL BY NAME
SELECT f.* EXCLUDE (until) REPLACE (r.verification AS verification)
FROM base.former_reports AS f JOIN base.reports AS r USING (report_id)
WHERE f.until > viewer_day() AND (f.corrected IS NULL OR f.corrected <= viewer_day());

-- Reports: nobody but those who verify sees a reporter's name; FKDM members see their wards, and
-- the names in what they sent themselves. No rows at all for parties and viewers.
CREATE OR REPLACE VIEW main.reports AS
SELECT
    r.report_id, r.occurred, r.occurred_has_time, r.received, r.area_code, r.place, r.category, r.athg, r.aspect,
    r.severity, r.source_grade, r.parties, r.description,
    CASE WHEN viewer_is(['system', 'admin', 'analyst', 'leader'])
           OR (viewer_is(['fkdm']) AND r.recorded_by = getvariable('viewer_name'))
         THEN r.reporter END AS reporter,
    CASE WHEN viewer_risks() THEN r.reporter_key END AS reporter_key,
    r.verification,
    r.import_id, r.import_row_id, r.recorded_at
FROM reports_in_force() AS r
WHERE viewer_risks()
   OR (viewer_is(['bawaslu']) AND r.category IN (SELECT code FROM base.categories WHERE bawaslu))
   OR (viewer_is(['fkdm']) AND list_contains(getvariable('viewer_areas'), r.area_code));

CREATE OR REPLACE VIEW main.coverage AS
SELECT area_code, day, source, received FROM base.coverage
WHERE viewer_risks()
   OR (viewer_is(['fkdm']) AND list_contains(getvariable('viewer_areas'), area_code));

-- The wards whose reporting a reader may know of, those without any report included.
CREATE OR REPLACE VIEW main.reporting_areas AS
SELECT area_code FROM base.areas
WHERE viewer_risks()
   OR (viewer_is(['fkdm']) AND list_contains(getvariable('viewer_areas'), area_code));

-- Totals for everybody but the parties: by district and week as of the reader's day. A count under 3 is
-- left out (NULL), so that no row can be read back to one report.
CREATE OR REPLACE VIEW main.report_totals AS
SELECT
    a.district_code, CAST(date_trunc('week', r.occurred) AS DATE) AS week, r.category,
    CASE WHEN count(*) >= 3 THEN count(*) END AS reports
FROM reports_in_force() AS r LEFT JOIN base.areas AS a USING (area_code)
WHERE viewer_known() AND NOT viewer_is(['party']) AND r.verification NOT IN ('dibantah', 'arsip')
  AND r.received <= viewer_day()
GROUP BY a.district_code, week, r.category;

CREATE OR REPLACE VIEW main.event_totals AS
SELECT a.district_code, CAST(v.starts AS DATE) AS day, v.activity, count(*) AS events
FROM (
    SELECT event_id, max(version) AS version FROM base.event_versions WHERE received <= viewer_day() GROUP BY event_id
) AS in_force
JOIN base.event_versions AS v USING (event_id, version)
LEFT JOIN base.areas AS a USING (area_code)
WHERE viewer_known() AND v.state <> 'cancelled'
GROUP BY ALL;

-- Imports: the analysts' and administrators' own workshop; other senders see what they sent.
CREATE OR REPLACE VIEW main.imports AS
SELECT * FROM base.imports
WHERE viewer_is(['system', 'admin', 'analyst'])
   OR (viewer_is(['fkdm', 'party']) AND created_by = getvariable('viewer_name'));
CREATE OR REPLACE VIEW main.import_rows AS
SELECT * FROM base.import_rows WHERE import_id IN (SELECT import_id FROM main.imports);
-- Files at work are their sender's alone. Of what was learned, the office's holds for everybody.
CREATE OR REPLACE VIEW main.staged_files AS
SELECT * FROM base.staged_files
WHERE viewer_is(['system'])
   OR (viewer_is(['admin', 'analyst', 'fkdm', 'party']) AND created_by = getvariable('viewer_name'));
CREATE OR REPLACE VIEW main.import_files AS
SELECT * FROM base.import_files
WHERE sha256 IN (SELECT sha256 FROM main.imports UNION SELECT sha256 FROM main.staged_files);
CREATE OR REPLACE VIEW main.value_maps AS
SELECT * FROM base.value_maps
WHERE viewer_is(['system', 'admin', 'analyst'])
   OR (viewer_is(['fkdm', 'party']) AND owner IN ('', getvariable('viewer_name')));
CREATE OR REPLACE VIEW main.column_maps AS
SELECT * FROM base.column_maps
WHERE viewer_is(['system', 'admin', 'analyst'])
   OR (viewer_is(['fkdm', 'party']) AND owner = getvariable('viewer_name'));

-- Administration: never a password hash, a session or a secret setting.
CREATE OR REPLACE VIEW main.users AS
SELECT name, display_name, role, organiser, areas, language, active, must_change_password, created_at,
       password_changed_at
FROM base.users WHERE viewer_administers();
CREATE OR REPLACE VIEW main.audit_log AS SELECT * FROM base.audit_log WHERE viewer_administers();
CREATE OR REPLACE VIEW main.change_counter AS SELECT * FROM base.change_counter WHERE viewer_known();
