-- Receipts that go by their age tell how far: a repeat of what went is no conflict, whichever receipts are left below it.
-- The column is generated; the function is that of 0060 but for its receipts.
ALTER TABLE "gateway_epochs" ADD COLUMN "forgotten_seq" bigint;--> statement-breakpoint
CREATE OR REPLACE FUNCTION forget_passing(as_of timestamptz, most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  known timestamptz := least(as_of, now());
  some_gone bigint;
  gone bigint := 0;
BEGIN
  WITH forgotten AS (
    DELETE FROM receipts WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM receipts WHERE recorded_at < known - interval '90 days' LIMIT most))
    RETURNING site_id, gateway_id, epoch, gateway_seq
  ), counted AS (
    SELECT site_id, gateway_id, epoch, max(gateway_seq) AS newest, count(*) AS receipts FROM forgotten GROUP BY site_id, gateway_id, epoch
  ), told AS (
    UPDATE gateway_epochs e SET forgotten_seq = greatest(e.forgotten_seq, c.newest)
    FROM counted c WHERE e.site_id = c.site_id AND e.gateway_id = c.gateway_id AND e.epoch = c.epoch
  )
  SELECT coalesce(sum(receipts), 0) INTO some_gone FROM counted;
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
