-- Months of the record and who may do what: grants, not triggers, keep entries from being changed.
CREATE TABLE entries_default PARTITION OF entries DEFAULT;
--> statement-breakpoint
CREATE TABLE personal_records_act PARTITION OF personal_records FOR VALUES IN ('act') PARTITION BY RANGE (recorded_at);
--> statement-breakpoint
CREATE TABLE personal_records_passage PARTITION OF personal_records FOR VALUES IN ('passage') PARTITION BY RANGE (recorded_at);
--> statement-breakpoint
CREATE TABLE personal_records_person PARTITION OF personal_records FOR VALUES IN ('person') PARTITION BY RANGE (recorded_at);
--> statement-breakpoint
CREATE TABLE personal_records_visit PARTITION OF personal_records FOR VALUES IN ('visit') PARTITION BY RANGE (recorded_at);
--> statement-breakpoint
CREATE TABLE personal_records_act_default PARTITION OF personal_records_act DEFAULT;
--> statement-breakpoint
CREATE TABLE personal_records_passage_default PARTITION OF personal_records_passage DEFAULT;
--> statement-breakpoint
CREATE TABLE personal_records_person_default PARTITION OF personal_records_person DEFAULT;
--> statement-breakpoint
CREATE TABLE personal_records_visit_default PARTITION OF personal_records_visit DEFAULT;
--> statement-breakpoint
-- The app may call this, though it owns nothing: months are made ahead without an operator.
CREATE FUNCTION make_months(first_month date, months int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  parent text;
  month date;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('sekisho make_months'));
  FOREACH parent IN ARRAY ARRAY['entries', 'personal_records_act', 'personal_records_passage', 'personal_records_person', 'personal_records_visit'] LOOP
    FOR ahead IN 0 .. months LOOP
      month := (date_trunc('month', first_month) + make_interval(months => ahead))::date;
      IF to_regclass(parent || to_char(month, '"_"YYYYMM')) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            parent || to_char(month, '"_"YYYYMM'), parent,
            month::timestamptz, (month + interval '1 month')::timestamptz);
          made := made + 1;
        EXCEPTION WHEN check_violation THEN
          -- The default partition holds rows of that month: the later months are made all the same.
          NULL;
        END;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION make_months(date, int) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION make_months(date, int) TO sekisho_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO sekisho_app, sekisho_retention, sekisho_audit_ro, sekisho_backup;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sekisho_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON entries, entries_default, leaf_hashes, moves, personal_records,
  personal_records_act, personal_records_passage, personal_records_person, personal_records_visit,
  personal_records_act_default, personal_records_passage_default, personal_records_person_default, personal_records_visit_default
FROM sekisho_app;
--> statement-breakpoint
-- Erasure: entries and personal records by month, the personal columns of persons by date; nobody deletes a leaf hash.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO sekisho_retention, sekisho_backup;
--> statement-breakpoint
GRANT DELETE ON entries, moves, personal_records, receipts, quarantined_events TO sekisho_retention;
--> statement-breakpoint
GRANT UPDATE (name, name_kana, name_key, employee_number, affiliation) ON persons TO sekisho_retention;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA public TO sekisho_audit_ro;
--> statement-breakpoint
REVOKE SELECT ON api_tokens, live_tickets, idempotency_keys, quarantined_events, personal_records FROM sekisho_audit_ro;
--> statement-breakpoint
-- The ministry is itself a log, there before any site. Nothing is recorded in it yet, so any time is later than its last.
INSERT INTO heads (site_id, epoch, seq, recorded_at, rules_seq, system_identifier, timeline)
SELECT '00000000-0000-0000-0000-000000000000', gen_random_uuid(), 0, 'epoch', 0, system_identifier::text,
  ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
FROM pg_control_system();
--> statement-breakpoint
-- Whether the database fits the release is asked by the app itself.
GRANT USAGE ON SCHEMA drizzle TO sekisho_app, sekisho_audit_ro;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO sekisho_app, sekisho_audit_ro;
