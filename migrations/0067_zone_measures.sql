-- What was done in each zone to keep a row that nothing but a register shows. Generated but for this line and the grants.
CREATE TABLE "zone_measures" (
	"site_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"zone_id" text NOT NULL,
	"row" text NOT NULL,
	"hazard" text,
	"what" text NOT NULL,
	"evidence" text NOT NULL,
	"taken_on" date NOT NULL,
	"inspected_on" date,
	"found" text,
	"next_inspection_on" date,
	"recorded_by" uuid NOT NULL,
	"end_reason" text,
	CONSTRAINT "zone_measures_site_id_measure_id_from_seq_pk" PRIMARY KEY("site_id","measure_id","from_seq")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "zone_measures_current" ON "zone_measures" USING btree ("site_id","measure_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "zone_measures_zone" ON "zone_measures" USING btree ("site_id","zone_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON zone_measures TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON zone_measures TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
