-- 付添い: who escorts whom, how it is known, and whether they are apart. Nothing was ever written into the table. By hand: this line and the floor.
-- A program that does not know of custody would let an escort leave a visitor behind and tell nobody.
SELECT raise_program_floor(5);--> statement-breakpoint
ALTER TABLE "custody" ADD COLUMN "mode" text NOT NULL;--> statement-breakpoint
ALTER TABLE "custody" ADD COLUMN "basis" text NOT NULL;--> statement-breakpoint
ALTER TABLE "custody" ADD COLUMN "joint_door" text;--> statement-breakpoint
ALTER TABLE "custody" ADD COLUMN "joint_to" text;--> statement-breakpoint
ALTER TABLE "custody" ADD COLUMN "joint_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "custody" ADD COLUMN "broken_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "custody" ADD COLUMN "broken_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "presence" ADD COLUMN "wards" integer DEFAULT 0 NOT NULL;