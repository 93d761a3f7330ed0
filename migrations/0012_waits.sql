-- Persons wait at doors for each other. Nothing was ever written into the table. By hand: this line and the floor, which comes first.
-- A program that does not know of waits would let one of a pair through alone.
SELECT raise_program_floor(2);
--> statement-breakpoint
ALTER TABLE "waits" DROP CONSTRAINT "waits_site_id_door_id_person_id_pk";--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_site_id_person_id_pk" PRIMARY KEY("site_id","person_id");--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "card_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "from_zone" text NOT NULL;--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "to_zone" text NOT NULL;--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "why" text NOT NULL;--> statement-breakpoint
CREATE INDEX "waits_door" ON "waits" USING btree ("site_id","door_id");