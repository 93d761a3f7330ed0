-- What people wrote in words of their own in the rows of acts goes by the days of their class, as the log's own copy does: reasons, purposes, reports.
CREATE FUNCTION erased_word(word text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN word IS NULL THEN NULL ELSE '消去済' END
$$;
--> statement-breakpoint
-- Of a value with fields those that hold words are written over, wherever they stand in it; ids, codes and numbers stay.
CREATE FUNCTION without_words(told jsonb, fields text[]) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = public, pg_temp AS $$
BEGIN
  RETURN CASE jsonb_typeof(told)
    WHEN 'object' THEN (
      SELECT coalesce(jsonb_object_agg(f.key, CASE
        WHEN f.key = ANY (fields) AND jsonb_typeof(f.value) = 'string' THEN to_jsonb('消去済'::text)
        ELSE without_words(f.value, fields) END), '{}')
      FROM jsonb_each(told) AS f)
    WHEN 'array' THEN (
      SELECT coalesce(jsonb_agg(without_words(one.value, fields) ORDER BY one.nth), '[]')
      FROM jsonb_array_elements(told) WITH ORDINALITY AS one(value, nth))
    ELSE told END;
END $$;
--> statement-breakpoint
-- With the last name of a visit go the words about it: why it was called off, and what was unusual about its review.
CREATE OR REPLACE FUNCTION erase_words_of_visitors(log uuid, ids uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE members SET things = (
    SELECT coalesce(jsonb_agg(thing || '{"words": "消去済"}'), '[]') FROM jsonb_array_elements(things) AS thing
  ) WHERE site_id = log AND member_id = ANY (ids) AND things <> '[]';
  UPDATE arrivals SET state_reason = NULL, inspection = inspection - 'words'
  WHERE site_id = log AND member_id = ANY (ids) AND (state_reason IS NOT NULL OR inspection ? 'words');
  WITH nameless AS (
    SELECT v.visit_id FROM visitor_identities v
    WHERE v.site_id = log AND v.visit_id IN (
      SELECT m.visit_id FROM visitor_identities m WHERE m.site_id = log AND m.member_id = ANY (ids))
    GROUP BY v.visit_id HAVING bool_and(v.member_id = ANY (ids) OR v.name = '消去済')
  ), called_off AS (
    UPDATE visits SET state_reason = erased_word(state_reason)
    WHERE site_id = log AND visit_id IN (SELECT visit_id FROM nameless) AND state_reason IS NOT NULL
  ), reviewed AS (
    UPDATE destinations SET review = review - 'words' - 'extension'
    WHERE site_id = log AND visit_id IN (SELECT visit_id FROM nameless) AND review ?| '{words,extension}'
  )
  UPDATE unanswered_calls SET extension = '消去済'
  WHERE site_id = log AND destination_id IN (
    SELECT d.destination_id FROM destinations d WHERE d.site_id = log AND d.visit_id IN (SELECT visit_id FROM nameless));
$$;
--> statement-breakpoint
-- With the name of whoever left goes what their rows say beside it: why they were stopped, what they called their keys, from where they signed in.
CREATE FUNCTION erase_words_of_persons(ids uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE persons SET state_reason = erased_word(state_reason) WHERE person_id = ANY (ids) AND state_reason IS NOT NULL;
  UPDATE passkeys SET name = '消去済' WHERE person_id = ANY (ids);
  UPDATE sign_in_accounts SET signed_in_from = NULL WHERE person_id = ANY (ids) AND ended_at IS NOT NULL;
$$;
--> statement-breakpoint
-- What `wordsOfRows` finds: by id and seq, or by one of them.
CREATE FUNCTION erase_words_of_rows(log uuid, what text, ids uuid[], seqs bigint[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  erased bigint;
BEGIN
  CASE what
    WHEN 'words-of-permits' THEN
      UPDATE permits t SET purpose = erased_word(t.purpose),
        reason = erased_word(t.reason),
        report = erased_word(t.report),
        terms = without_words(t.terms, '{information,measures,receiver,carrier,alternatives,risk,handling,deviceWords,minimum,place,words,what,riskReview,protection,mobileApproval}')
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.permit_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-permit-waivers' THEN
      UPDATE permit_waivers t SET reason = erased_word(t.reason), end_reason = erased_word(t.end_reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.waiver_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-standing-permissions' THEN
      UPDATE standing_permissions t SET purpose = erased_word(t.purpose),
        reason = erased_word(t.reason),
        outsider = without_words(t.outsider, '{how,content}')
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.permission_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-wearing-excuses' THEN
      UPDATE wearing_excuses t SET reason = erased_word(t.reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.excuse_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-schedule-extensions' THEN
      UPDATE schedule_extensions t SET reason = erased_word(t.reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.extension_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-passes' THEN
      UPDATE passes t SET state_reason = erased_word(t.state_reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.pass_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-zone-keys' THEN
      UPDATE zone_keys t SET reason = erased_word(t.reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.key_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-photography-reviews' THEN
      UPDATE photography_reviews t SET words = erased_word(t.words)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.permit_id = due.id AND t.reviewed_seq = due.seq;
    WHEN 'words-of-item-findings' THEN
      UPDATE item_findings t SET words = erased_word(t.words), settled_words = erased_word(t.settled_words)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.finding_id = due.id AND t.found_seq = due.seq;
    WHEN 'words-of-items' THEN
      UPDATE items t SET firm = erased_word(t.firm),
        item = erased_word(t.item),
        maker = erased_word(t.maker),
        model = erased_word(t.model)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.item_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-work-occurrences' THEN
      UPDATE work_occurrences t SET result = erased_word(t.result) WHERE t.site_id = log AND t.occurrence_id = ANY (ids);
    WHEN 'words-of-deliveries' THEN
      UPDATE deliveries t SET carrier = erased_word(t.carrier),
        entry_reason = erased_word(t.entry_reason),
        reason = erased_word(t.reason),
        receiver = without_words(t.receiver, '{name}')
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.delivery_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-inspections' THEN
      UPDATE inspections t SET words = erased_word(t.words)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.inspection_id = due.id AND t.inspected_seq = due.seq;
    WHEN 'words-of-kept-things' THEN
      UPDATE kept_things t SET item = erased_word(t.item)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.thing_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-paper-lines' THEN
      UPDATE paper_lines t SET writer = '消去済' WHERE t.site_id = log AND t.logged_seq = ANY (seqs) AND t.writer <> '消去済';
    WHEN 'words-of-cameras' THEN
      UPDATE cameras t SET reason = '消去済' WHERE t.site_id = log AND t.from_seq = ANY (seqs) AND t.reason <> '消去済';
    WHEN 'words-of-equipment' THEN
      UPDATE equipment t SET reason = erased_word(t.reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.equipment_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-zone-measures' THEN
      UPDATE zone_measures t SET what = erased_word(t.what),
        evidence = erased_word(t.evidence),
        found = erased_word(t.found),
        end_reason = erased_word(t.end_reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.measure_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-system-surveys' THEN
      UPDATE system_surveys t SET how = '消去済'
      WHERE t.site_id = log AND t.from_seq = ANY (seqs) AND t.until_seq IS NOT NULL AND t.how <> '消去済';
    WHEN 'words-of-gap-tasks' THEN
      UPDATE gap_tasks t SET what = erased_word(t.what), outcome = erased_word(t.outcome)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.site_id = log AND t.task_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-plan-elements' THEN
      UPDATE plan_elements t SET closed_reason = '消去済'
      WHERE t.site_id = log AND t.from_seq = ANY (seqs) AND t.closed_reason <> '消去済';
    WHEN 'words-of-press-organisations' THEN
      UPDATE press_organisations t SET basis = erased_word(t.basis), end_reason = erased_word(t.end_reason)
      WHERE t.site_id = log AND t.press_organisation_id = ANY (ids);
    WHEN 'words-of-persons' THEN
      UPDATE persons t SET state_reason = erased_word(t.state_reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.person_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-cards' THEN
      UPDATE cards t SET state_reason = erased_word(t.state_reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.card_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-contracts' THEN
      UPDATE contracts t SET company = erased_word(t.company),
        purpose = erased_word(t.purpose),
        end_reason = erased_word(t.end_reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.contract_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-role-assignments' THEN
      UPDATE role_assignments t SET duty = erased_word(t.duty)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.assignment_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-information-systems' THEN
      UPDATE information_systems t SET end_reason = erased_word(t.end_reason)
      FROM unnest(ids, seqs) AS due(id, seq) WHERE t.system_id = due.id AND t.from_seq = due.seq;
    WHEN 'words-of-passkeys' THEN
      UPDATE passkeys t SET name = '消去済' WHERE t.passkey_id = ANY (ids);
  END CASE;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erased_word(text), without_words(jsonb, text[]), erase_words_of_persons(uuid[]),
  erase_words_of_rows(uuid, text, uuid[], bigint[]) FROM PUBLIC;--> statement-breakpoint
CREATE OR REPLACE FUNCTION erase_certified(log uuid, certificate bigint, what text, ids uuid[], seqs bigint[]) RETURNS bigint
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
  IF what LIKE 'words-of-%' THEN
    erased := erase_words_of_rows(log, what, ids, seqs);
    IF erased <> told THEN
      RAISE EXCEPTION 'the entry tells of % records, and % would be erased', told, erased;
    END IF;
    RETURN erased;
  END IF;
  CASE what
    WHEN 'visitors' THEN
      PERFORM erase_words_of_visitors(log, ids);
      UPDATE visitor_identities SET name = '消去済', name_kana = NULL, affiliation = NULL, name_key = NULL, kana_key = NULL,
        affiliation_key = NULL, telephone = NULL, vehicle = NULL, rides_in = NULL, help = NULL, purpose_words = NULL
      WHERE site_id = log AND member_id = ANY (ids);
    WHEN 'paper-lines' THEN
      UPDATE paper_lines SET name = '消去済', affiliation = NULL
      WHERE site_id = log AND logged_seq = ANY (seqs) AND name <> '消去済';
    WHEN 'persons' THEN
      PERFORM erase_words_of_persons(ids);
      -- Every version bears the name; they count as one person.
      UPDATE persons SET name = '消去済', name_kana = NULL, name_key = NULL, affiliation = NULL, employee_number = NULL,
        extension = NULL
      WHERE person_id = ANY (ids) AND until_seq IS NOT NULL;
      UPDATE persons SET name = '消去済', name_kana = NULL, name_key = NULL, affiliation = NULL, employee_number = NULL,
        extension = NULL
      WHERE person_id = ANY (ids) AND until_seq IS NULL AND state = 'left';
    WHEN 'press-persons' THEN
      UPDATE press_persons SET name = '消去済', name_kana = NULL, name_keys = '{}', basis = NULL,
        end_reason = erased_word(end_reason)
      WHERE site_id = log AND press_person_id = ANY (ids);
    WHEN 'restricted-persons' THEN
      UPDATE restricted_persons SET name = '消去済', name_kana = NULL, aliases = '{}', name_keys = '{}', organisation = NULL,
        organisation_key = NULL, basis = NULL, end_reason = erased_word(end_reason)
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
-- What was erased before this knew of words loses them, too.
SELECT erase_words_of_visitors(site_id, array_agg(member_id)) FROM visitor_identities WHERE name = '消去済' GROUP BY site_id;--> statement-breakpoint
SELECT erase_words_of_persons(array_agg(person_id)) FROM persons WHERE name = '消去済' AND until_seq IS NULL;--> statement-breakpoint
UPDATE press_persons SET end_reason = erased_word(end_reason) WHERE name = '消去済' AND end_reason IS NOT NULL;--> statement-breakpoint
UPDATE restricted_persons SET end_reason = erased_word(end_reason) WHERE name = '消去済' AND end_reason IS NOT NULL;
