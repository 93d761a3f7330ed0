-- How long records are kept and what is kept longer; and the only ways by which the app erases. Generated, then by hand: grants, functions.
CREATE TABLE "retention_holds" (
	"hold_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"record_class" text NOT NULL,
	"site_id" uuid NOT NULL,
	"person_id" uuid,
	"kept_until" date NOT NULL,
	"ground" text NOT NULL,
	"reference" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "retention_holds_hold_id_from_seq_pk" PRIMARY KEY("hold_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"rule_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"record_class" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"days" integer NOT NULL,
	"basis" text NOT NULL,
	"document" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "retention_rules_rule_id_from_seq_pk" PRIMARY KEY("rule_id","from_seq"),
	CONSTRAINT "retention_rules_days" CHECK (days between 1 and 36500)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "retention_holds_current" ON "retention_holds" USING btree ("hold_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "retention_rules_current" ON "retention_rules" USING btree ("record_class","organisation_id") WHERE until_seq is null;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON retention_rules, retention_holds TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON retention_rules, retention_holds TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
-- Erases names and personal records by their date. Nobody erases quietly: it asks for an entry `records-erased` that this very transaction wrote
-- in the log, and for exactly the number of records that the entry tells. Ids, texts and leaf hashes stay as they are (I10).
CREATE FUNCTION erase_certified(log uuid, certificate bigint, what text, ids uuid[], seqs bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  told bigint;
  erased bigint;
BEGIN
  SELECT (e.text::json -> 'details' ->> 'count')::bigint INTO told FROM entries e
  WHERE e.site_id = log AND e.seq = certificate AND e.kind = 'records-erased'
    AND e.text::json -> 'details' ->> 'what' = erase_certified.what
    AND e.recorded_at = (SELECT h.recorded_at FROM heads h WHERE h.site_id = log)
    AND e.xmin = pg_current_xact_id()::xid;
  IF told IS NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'nothing is erased without its entry in the same transaction';
  END IF;
  CASE what
    WHEN 'visitors' THEN
      UPDATE visitor_identities SET name = '消去済', name_kana = NULL, affiliation = NULL, name_key = NULL, kana_key = NULL,
        affiliation_key = NULL, telephone = NULL, vehicle = NULL, rides_in = NULL, help = NULL, purpose_words = NULL
      WHERE site_id = log AND member_id = ANY (ids);
    WHEN 'paper-lines' THEN
      UPDATE paper_lines SET name = '消去済', affiliation = NULL
      WHERE site_id = log AND logged_seq = ANY (seqs) AND name <> '消去済';
    WHEN 'persons' THEN
      -- Every version bears the name; they count as one person.
      UPDATE persons SET name = '消去済', name_kana = NULL, name_key = NULL, affiliation = NULL, employee_number = NULL,
        extension = NULL
      WHERE person_id = ANY (ids) AND until_seq IS NOT NULL;
      UPDATE persons SET name = '消去済', name_kana = NULL, name_key = NULL, affiliation = NULL, employee_number = NULL,
        extension = NULL
      WHERE person_id = ANY (ids) AND until_seq IS NULL AND state = 'left';
    WHEN 'press-persons' THEN
      UPDATE press_persons SET name = '消去済', name_kana = NULL, name_keys = '{}', basis = NULL
      WHERE site_id = log AND press_person_id = ANY (ids);
    WHEN 'restricted-persons' THEN
      UPDATE restricted_persons SET name = '消去済', name_kana = NULL, aliases = '{}', name_keys = '{}', organisation = NULL,
        organisation_key = NULL, basis = NULL
      WHERE site_id = log AND restricted_id = ANY (ids);
    WHEN 'visit-records' THEN
      DELETE FROM personal_records WHERE record_class = 'visit' AND site_id = log AND seq = ANY (seqs);
    WHEN 'person-records' THEN
      DELETE FROM personal_records WHERE record_class = 'person' AND site_id = log AND seq = ANY (seqs);
    WHEN 'act-records' THEN
      DELETE FROM personal_records WHERE record_class = 'act' AND site_id = log AND seq = ANY (seqs);
    WHEN 'passage-records' THEN
      DELETE FROM personal_records WHERE record_class = 'passage' AND site_id = log AND seq = ANY (seqs);
  END CASE;
  GET DIAGNOSTICS erased = ROW_COUNT;
  IF erased <> told THEN
    RAISE EXCEPTION 'the entry tells of % records, and % would be erased', told, erased;
  END IF;
  RETURN erased;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_certified(uuid, bigint, text, uuid[], bigint[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_certified(uuid, bigint, text, uuid[], bigint[]) TO sekisho_app;--> statement-breakpoint
-- Removes what is over by itself after a number of days that stands here and in `docs/operations.md`, at most so many rows of each table at
-- once: an app that says it is tomorrow removes nothing that is young by the clock of the database.
CREATE FUNCTION forget_passing(as_of timestamptz, most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  known timestamptz := least(as_of, now());
  some_gone bigint;
  gone bigint := 0;
BEGIN
  DELETE FROM receipts WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM receipts WHERE recorded_at < known - interval '90 days' LIMIT most));
  GET DIAGNOSTICS some_gone = ROW_COUNT;
  gone := gone + some_gone;
  DELETE FROM event_conflicts WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM event_conflicts WHERE recorded_at < known - interval '90 days' LIMIT most));
  GET DIAGNOSTICS some_gone = ROW_COUNT;
  gone := gone + some_gone;
  DELETE FROM quarantined_events WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM quarantined_events WHERE recorded_at < known - interval '90 days' LIMIT most));
  GET DIAGNOSTICS some_gone = ROW_COUNT;
  gone := gone + some_gone;
  DELETE FROM proposals WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM proposals WHERE expires_at < known - interval '90 days' LIMIT most));
  GET DIAGNOSTICS some_gone = ROW_COUNT;
  gone := gone + some_gone;
  DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM idempotency_keys WHERE created_at < known - interval '7 days' LIMIT most));
  GET DIAGNOSTICS some_gone = ROW_COUNT;
  gone := gone + some_gone;
  DELETE FROM live_tickets WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM live_tickets WHERE expires_at < known - interval '1 day' LIMIT most));
  GET DIAGNOSTICS some_gone = ROW_COUNT;
  RETURN gone + some_gone;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION forget_passing(timestamptz, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_passing(timestamptz, int) TO sekisho_app;
