-- A look at pictures that the officer did not accept of a deputy is taken anew; one of a permit stands. Generated but for this line and the grant.
ALTER TABLE "photography_reviews" DROP CONSTRAINT "photography_reviews_site_id_permit_id_pk";--> statement-breakpoint
ALTER TABLE "photography_reviews" ADD CONSTRAINT "photography_reviews_site_id_permit_id_reviewed_seq_pk" PRIMARY KEY("site_id","permit_id","reviewed_seq");--> statement-breakpoint
ALTER TABLE "photography_reviews" ADD COLUMN "refused_seq" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "photography_reviews_standing" ON "photography_reviews" USING btree ("site_id","permit_id") WHERE refused_seq is null;--> statement-breakpoint
GRANT UPDATE ON photography_reviews TO sekisho_app;
