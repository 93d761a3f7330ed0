-- A gateway's events have an order by door and condition: what comes later under a lower number only tells what was. A conflict keeps its answer.
ALTER TABLE "receipts" ADD COLUMN "conflict_answer" text;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "topic" text;--> statement-breakpoint
CREATE INDEX "receipts_topic" ON "receipts" USING btree ("site_id","gateway_id","epoch","topic","gateway_seq") WHERE topic is not null;