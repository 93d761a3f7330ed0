-- Somebody may have come while paper was written: from where the time of a check-in is known is said, as that of its end. By hand: this line and the update.
ALTER TABLE "arrivals" ADD COLUMN "check_in_origin" text;--> statement-breakpoint
UPDATE "arrivals" SET "check_in_origin" = 'desk' WHERE "checked_in_at" IS NOT NULL;
