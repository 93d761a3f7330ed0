-- How many entries of each month are of whom and of what: nobody looks where there are none. Generated, then by hand: grants, and the function that alone writes them.
CREATE TABLE "counted_logs" (
	"site_id" uuid PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"seq" bigint NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "month_counts" (
	"site_id" uuid NOT NULL,
	"sort" text NOT NULL,
	"value" text NOT NULL,
	"month" timestamp (3) with time zone NOT NULL,
	"entries" integer NOT NULL,
	CONSTRAINT "month_counts_site_id_sort_value_month_pk" PRIMARY KEY("site_id","sort","value","month")
);
--> statement-breakpoint
GRANT SELECT ON counted_logs, month_counts TO sekisho_app, sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
-- Whoever could write a count could hide what is in the log from whoever searches it: it is made from the entries that have a leaf, goes by them alone, and
-- believes neither a head nor a number.
CREATE FUNCTION count_entries(log uuid, most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  done counted_logs;
  there int;
  upto bigint;
  latest timestamptz;
BEGIN
  IF NOT EXISTS (SELECT FROM counted_logs WHERE site_id = log) THEN
    INSERT INTO counted_logs (site_id, since, seq, until)
      SELECT site_id, date_trunc('month', recorded_at), seq - 1, date_trunc('month', recorded_at) FROM entries WHERE site_id = log
      ORDER BY recorded_at, seq LIMIT 1
      ON CONFLICT DO NOTHING;
  END IF;
  SELECT * INTO done FROM counted_logs WHERE site_id = log FOR UPDATE;
  WITH next AS MATERIALIZED (
    SELECT e.seq, date_trunc('month', e.recorded_at) AS month, e.person_id, e.card_id, e.kind, e.verdict, e.reasons
    FROM entries e JOIN leaf_hashes l ON l.site_id = e.site_id AND l.seq = e.seq AND l.seq > done.seq
    WHERE e.site_id = log AND e.seq > done.seq AND e.recorded_at >= done.until ORDER BY e.seq LIMIT greatest(most, 0)
  ), named AS (
    SELECT month, 'person' AS sort, person_id::text AS value FROM next WHERE person_id IS NOT NULL
    UNION ALL SELECT month, 'card', card_id::text FROM next WHERE card_id IS NOT NULL
    UNION ALL SELECT month, 'kind', kind FROM next
    UNION ALL SELECT month, 'reason', one.reason FROM next
      CROSS JOIN LATERAL (SELECT DISTINCT reason FROM unnest(reasons) reason) one WHERE verdict <> 'grant'
    UNION ALL SELECT date_trunc('month', recorded_at), 'person', person_id::text FROM entry_persons
      WHERE site_id = log AND seq > done.seq AND seq <= (SELECT max(seq) FROM next) AND recorded_at >= done.until
  ), written AS (
    INSERT INTO month_counts AS m (site_id, sort, value, month, entries)
    SELECT log, sort, value, month, count(*) FROM named GROUP BY sort, value, month
    ON CONFLICT (site_id, sort, value, month) DO UPDATE SET entries = m.entries + excluded.entries
  )
  SELECT count(*), max(seq), (array_agg(month ORDER BY seq DESC, month))[1] INTO there, upto, latest FROM next;
  IF there > 0 THEN
    -- A log has no gap of its own: what is missing stands in a month that was taken out, and may be put back uncounted.
    UPDATE counted_logs SET seq = upto, until = latest,
      since = CASE WHEN there = upto - done.seq THEN since ELSE latest + interval '1 month' END
    WHERE site_id = log;
  END IF;
  RETURN there;
END;
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION count_entries(uuid, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION count_entries(uuid, int) TO sekisho_app;
