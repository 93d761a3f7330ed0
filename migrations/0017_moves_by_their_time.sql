-- Where somebody was is read by when it happened, not by when it was told. By hand: the floor, which comes first, and the fill from the entries.
-- A program that does not know of late passages that something younger overtook would leave them out.
SELECT raise_program_floor(3);
--> statement-breakpoint
DROP INDEX "moves_zone";--> statement-breakpoint
ALTER TABLE "moves" DROP CONSTRAINT "moves_site_id_person_id_recorded_at_seq_ordinal_pk";--> statement-breakpoint
ALTER TABLE "moves" ADD COLUMN "happened_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE moves m SET happened_at = (e.text::jsonb #>> ARRAY['effects', m.ordinal::text, 'since'])::timestamptz
FROM entries e
WHERE e.site_id = m.site_id AND e.seq = m.seq AND e.recorded_at = m.recorded_at AND e.text LIKE '%"since":"%';--> statement-breakpoint
-- One pass over the table fills all others, without a dead row each.
ALTER TABLE "moves" ALTER COLUMN "happened_at" TYPE timestamp (3) with time zone USING coalesce(happened_at, recorded_at);--> statement-breakpoint
ALTER TABLE "moves" ALTER COLUMN "happened_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "moves" ADD CONSTRAINT "moves_site_id_person_id_happened_at_seq_ordinal_pk" PRIMARY KEY("site_id","person_id","happened_at","seq","ordinal");--> statement-breakpoint
CREATE INDEX "moves_zone" ON "moves" USING btree ("site_id","zone_id","happened_at");
