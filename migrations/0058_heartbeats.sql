-- A heartbeat that changes nothing has no receipt: how far its gateway has told stands with the numbers. By hand: this line and the last statement.
ALTER TABLE "gateway_epochs" ADD COLUMN "newest_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE gateway_epochs e SET newest_at = r.at FROM receipts r
WHERE r.site_id = e.site_id AND r.gateway_id = e.gateway_id AND r.epoch = e.epoch AND r.gateway_seq = e.newest_seq;
