-- How often a door may still open on what it was granted: the opening beyond that is of somebody nobody read. Generated but for this line.
ALTER TABLE "door_states" ADD COLUMN "allowed_openings" integer;--> statement-breakpoint
ALTER TABLE "door_states" ADD COLUMN "allowed_until" timestamp (3) with time zone;