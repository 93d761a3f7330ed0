-- Of duty 9b which power is cut, and by whom. Generated but for this line.
ALTER TABLE "zone_measures" ADD COLUMN "cut_power" text;--> statement-breakpoint
ALTER TABLE "zone_measures" ADD COLUMN "cut_by" text;
