-- A card read again at the door it just went through is the same passage: the place knows its door.
ALTER TABLE "presence" ADD COLUMN "door_id" text;