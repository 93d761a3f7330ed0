-- The code of a camera is one of its zone: of the whole site, it told whoever registered one which codes a hidden room has. Generated but for this line.
DROP INDEX "cameras_current";--> statement-breakpoint
ALTER TABLE "cameras" DROP CONSTRAINT "cameras_site_id_code_from_seq_pk";--> statement-breakpoint
ALTER TABLE "cameras" ADD CONSTRAINT "cameras_site_id_zone_id_code_from_seq_pk" PRIMARY KEY("site_id","zone_id","code","from_seq");--> statement-breakpoint
CREATE UNIQUE INDEX "cameras_current" ON "cameras" USING btree ("site_id","zone_id","code") WHERE until_seq is null;