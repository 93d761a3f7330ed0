-- An opening is known by the permit it comes from, which may open several rows in several zones. Generated but for this line.
ALTER TABLE "openings" DROP CONSTRAINT "openings_site_id_opening_id_from_seq_pk";--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_site_id_opening_id_zone_id_row_from_seq_pk" PRIMARY KEY("site_id","opening_id","zone_id","row","from_seq");