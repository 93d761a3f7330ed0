-- Entries that name more than one person are found by each. Generated, then by hand: partitions, grants, make_months.
CREATE TABLE "entry_persons" (
	"site_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "entry_persons_site_id_person_id_seq_recorded_at_pk" PRIMARY KEY("site_id","person_id","seq","recorded_at")
) PARTITION BY RANGE ("recorded_at");
--> statement-breakpoint
CREATE TABLE entry_persons_default PARTITION OF entry_persons DEFAULT;
--> statement-breakpoint
GRANT SELECT, INSERT ON entry_persons, entry_persons_default TO sekisho_app;
--> statement-breakpoint
GRANT SELECT ON entry_persons, entry_persons_default TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
--> statement-breakpoint
-- Erased with the entries it leads to.
GRANT DELETE ON entry_persons TO sekisho_retention;
--> statement-breakpoint
-- Months are made for whatever is partitioned by time: a new record class needs no line here. A dump reads every
-- partition by itself, so each month is granted to those who back up.
CREATE OR REPLACE FUNCTION make_months(first_month date, months int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  parent text;
  month date;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('sekisho make_months'));
  FOR parent IN
    SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
    WHERE p.partstrat = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
  LOOP
    FOR ahead IN 0 .. months LOOP
      month := (date_trunc('month', first_month) + make_interval(months => ahead))::date;
      IF to_regclass(parent || to_char(month, '"_"YYYYMM')) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            parent || to_char(month, '"_"YYYYMM'), parent,
            month::timestamptz, (month + interval '1 month')::timestamptz);
          EXECUTE format('GRANT SELECT ON %I TO sekisho_backup', parent || to_char(month, '"_"YYYYMM'));
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
-- The months made until now.
DO $$
DECLARE
  month text;
BEGIN
  FOR month IN
    SELECT c.relname FROM pg_inherits i
    JOIN pg_partitioned_table p ON p.partrelid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
    WHERE p.partstrat = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
  LOOP
    EXECUTE format('GRANT SELECT ON %I TO sekisho_backup', month);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA drizzle TO sekisho_backup;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO sekisho_backup;
--> statement-breakpoint
GRANT SELECT ON ALL SEQUENCES IN SCHEMA drizzle TO sekisho_backup;
--> statement-breakpoint
-- Refused on the parent from the first; each partition by itself had been left open.
REVOKE SELECT ON personal_records_act, personal_records_passage, personal_records_person, personal_records_visit,
  personal_records_act_default, personal_records_passage_default, personal_records_person_default,
  personal_records_visit_default
FROM sekisho_audit_ro;
