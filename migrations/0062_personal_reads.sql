-- Who read personal data, and how much of it; and the index by which 訪問記録 goes through the days. Generated but for this line and the grants.
CREATE TABLE "personal_reads" (
	"site_id" uuid NOT NULL,
	"read_id" uuid NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text NOT NULL,
	"what" text NOT NULL,
	"query" text,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"rows" integer,
	"ended_at" timestamp (3) with time zone,
	"told_seq" bigint,
	CONSTRAINT "personal_reads_site_id_read_id_pk" PRIMARY KEY("site_id","read_id")
);
--> statement-breakpoint
CREATE INDEX "personal_reads_untold" ON "personal_reads" USING btree ("site_id","read_id") WHERE told_seq is null;--> statement-breakpoint
CREATE INDEX "personal_reads_begun" ON "personal_reads" USING btree ("site_id","begun_at");--> statement-breakpoint
CREATE INDEX "arrivals_book" ON "arrivals" USING btree ("site_id","day","member_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON personal_reads TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON personal_reads TO sekisho_retention, sekisho_backup;
