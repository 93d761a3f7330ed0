-- What a desk wrote of a visitor beside the name goes with the name: what they bring, what was seen of it, and why they were turned away or lost.
CREATE FUNCTION erase_words_of_visitors(log uuid, ids uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE members SET things = (
    SELECT coalesce(jsonb_agg(thing || '{"words": "消去済"}'), '[]') FROM jsonb_array_elements(things) AS thing
  ) WHERE site_id = log AND member_id = ANY (ids) AND things <> '[]';
  UPDATE arrivals SET state_reason = NULL, inspection = inspection - 'words'
  WHERE site_id = log AND member_id = ANY (ids) AND (state_reason IS NOT NULL OR inspection ? 'words');
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_words_of_visitors(uuid, uuid[]) FROM PUBLIC;--> statement-breakpoint
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
SELECT erase_words_of_visitors(site_id, array_agg(member_id)) FROM visitor_identities WHERE name = '消去済' GROUP BY site_id;
