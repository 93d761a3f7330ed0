-- However a gateway numbers its events, each costs a row at most, and its gaps are known one by one; what is quarantined of it is counted. By hand: this line, the floor, what is known by now, grants.
SELECT raise_program_floor(3);
--> statement-breakpoint
CREATE TABLE "gateway_holes" (
	"site_id" uuid NOT NULL,
	"gateway_id" text NOT NULL,
	"epoch" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"to_seq" bigint NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "gateway_holes_site_id_gateway_id_epoch_from_seq_pk" PRIMARY KEY("site_id","gateway_id","epoch","from_seq"),
	CONSTRAINT "gateway_holes_state" CHECK (state in ('fresh', 'missing', 'closed', 'skipped'))
);
--> statement-breakpoint
ALTER TABLE "gateway_epochs" ALTER COLUMN "seen" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "gateway_states" ALTER COLUMN "clock_offset_ms" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "gateway_epochs" ADD COLUMN "first_seq" bigint;--> statement-breakpoint
ALTER TABLE "gateway_epochs" ADD COLUMN "newest_seq" bigint;--> statement-breakpoint
ALTER TABLE "gateway_epochs" ADD COLUMN "holes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
INSERT INTO gateway_holes (site_id, gateway_id, epoch, from_seq, to_seq, since, state)
SELECT e.site_id, e.gateway_id, e.epoch, lower(hole), upper(hole) - 1, now(),
	CASE WHEN count(*) OVER (PARTITION BY e.site_id, e.gateway_id, e.epoch) > 1000 OR upper(hole) - lower(hole) > 1000000
		THEN 'skipped' ELSE 'fresh' END
FROM gateway_epochs e
CROSS JOIN LATERAL unnest(int8multirange(range_merge(e.seen)) - e.seen) AS hole;
--> statement-breakpoint
UPDATE gateway_epochs e SET first_seq = lower(seen), newest_seq = upper(seen) - 1, holes = (
	SELECT count(*) FROM gateway_holes h WHERE h.site_id = e.site_id AND h.gateway_id = e.gateway_id AND h.epoch = e.epoch
);
--> statement-breakpoint
ALTER TABLE "gateway_epochs" ALTER COLUMN "first_seq" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "gateway_epochs" ALTER COLUMN "newest_seq" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "gateway_holes_missing" ON "gateway_holes" USING btree ("site_id","gateway_id","state") WHERE state in ('fresh', 'missing');--> statement-breakpoint
CREATE INDEX "quarantined_of_gateway" ON "quarantined_events" USING btree ("site_id","gateway_id","recorded_at");--> statement-breakpoint
INSERT INTO deadlines (site_id, kind, ref, due_at)
SELECT DISTINCT site_id, 'gateway-gap', gateway_id, now() + interval '5 minutes' FROM gateway_holes WHERE state = 'fresh'
ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO deadlines (site_id, kind, ref, due_at)
SELECT p.site_id, 'gateway-silent', p.element_id, now() + interval '90 seconds' FROM plan_elements p
WHERE p.kind = 'gateway' AND p.until_seq IS NULL AND NOT EXISTS (
	SELECT FROM conditions c
	WHERE c.site_id = p.site_id AND c.condition = 'silent' AND c.place = p.element_id AND c.door_id = ''
)
ON CONFLICT DO NOTHING;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON gateway_holes TO sekisho_app;
--> statement-breakpoint
GRANT SELECT ON gateway_holes TO sekisho_audit_ro, sekisho_backup, sekisho_retention;
