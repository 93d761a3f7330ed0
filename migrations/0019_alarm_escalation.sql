-- An alarm that nobody acknowledged in time is escalated, by the entry named here; the alarms of one kind are found by it. Generated but for this line.
ALTER TABLE "alarms" ADD COLUMN "escalated_seq" bigint;--> statement-breakpoint
CREATE INDEX "alarms_kind" ON "alarms" USING btree ("site_id","kind","raised_seq");