-- A condition of a gateway is kept by door, as its alarms are: an older program would end it for every door at once.
SELECT raise_program_floor(2);
--> statement-breakpoint
ALTER TABLE "conditions" ADD COLUMN "door_id" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "conditions" DROP CONSTRAINT "conditions_site_id_condition_place_pk";
--> statement-breakpoint
ALTER TABLE "conditions" ADD CONSTRAINT "conditions_site_id_condition_place_door_id_pk" PRIMARY KEY("site_id","condition","place","door_id");
