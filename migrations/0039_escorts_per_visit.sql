-- A visit may ask for the second escort earlier than its site does: the number stands where the door reads it. Generated but for this line.
ALTER TABLE "admissions" ADD COLUMN "per_escort" integer;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "per_escort" integer;