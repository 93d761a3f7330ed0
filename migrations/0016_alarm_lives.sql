-- Alarms have a life, and the same matter again counts on the alarm that is open. By hand: what was one matter is made one alarm, as the replay of its entries has it; nulls are alike.
DROP INDEX "alarms_active";--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "times" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "repeated_seq" bigint;--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "over_seq" bigint;--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "acknowledged_seq" bigint;--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "resolved_seq" bigint;--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "outcome" text;--> statement-breakpoint
WITH matters AS (
	SELECT site_id, raised_seq, ordinal,
		row_number() OVER (matter ORDER BY raised_seq, ordinal) AS nth,
		count(*) OVER matter AS times,
		bool_or(active) OVER matter AS active,
		max(raised_seq) OVER matter AS last_seq
	FROM alarms WHERE state <> 'resolved'
	WINDOW matter AS (PARTITION BY site_id, kind, door_id, gateway_id, person_id)
), counted AS (
	UPDATE alarms a SET times = m.times, active = m.active, repeated_seq = nullif(m.last_seq, m.raised_seq)
	FROM matters m
	WHERE m.nth = 1 AND m.times > 1 AND a.site_id = m.site_id AND a.raised_seq = m.raised_seq AND a.ordinal = m.ordinal
)
DELETE FROM alarms a USING matters m
WHERE m.nth > 1 AND a.site_id = m.site_id AND a.raised_seq = m.raised_seq AND a.ordinal = m.ordinal;--> statement-breakpoint
CREATE UNIQUE INDEX "alarms_one_open" ON "alarms" USING btree ("site_id","kind","door_id","gateway_id","person_id") NULLS NOT DISTINCT WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "alarms_active" ON "alarms" USING btree ("site_id","kind","door_id","gateway_id") WHERE active;--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_state" CHECK (state in ('raised', 'acknowledged', 'resolved'));--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_outcome" CHECK (outcome in ('real', 'false'));