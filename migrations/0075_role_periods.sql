-- A role is held within a period: what has run out counts nowhere, and older programs do not know it. Generated but for this line and the floor.
SELECT raise_program_floor(8);--> statement-breakpoint
ALTER TABLE "role_assignments" ADD COLUMN "valid_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD COLUMN "valid_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "role_assignments" ADD COLUMN "duty" text;