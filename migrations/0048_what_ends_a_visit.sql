-- What a visit ends by: at the door in words, on a day that turned closed for whoever joins later, and who rides with whom (同乗). By hand: this line.
ALTER TABLE "admissions" ADD COLUMN "ends_by" text DEFAULT 'hours' NOT NULL;--> statement-breakpoint
ALTER TABLE "visitor_identities" ADD COLUMN "rides_in" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "turned_closed" jsonb DEFAULT '{}'::jsonb NOT NULL;