-- Who goes through a door on another's read has read nothing: its opening does not confirm them. Generated but for these lines and the floor.
-- An older program would leave the mark on a later passage of the same person, and the table would differ from what the entries add up to (I9).
SELECT raise_program_floor(9);--> statement-breakpoint
ALTER TABLE "presence" ADD COLUMN "pending_along" boolean;