-- Which information systems are in which zones, and which zones were looked through for them. Generated but for this line and the grants.
CREATE TABLE "information_systems" (
	"system_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"name" text NOT NULL,
	"database_number" text,
	"organisation_id" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	"confidentiality" integer NOT NULL,
	"integrity" integer NOT NULL,
	"availability" integer NOT NULL,
	"places" jsonb NOT NULL,
	"end_reason" text,
	CONSTRAINT "information_systems_system_id_from_seq_pk" PRIMARY KEY("system_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "system_surveys" (
	"site_id" uuid NOT NULL,
	"zone_id" text NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"surveyed_on" date NOT NULL,
	"surveyed_by" uuid NOT NULL,
	"how" text NOT NULL,
	CONSTRAINT "system_surveys_site_id_zone_id_from_seq_pk" PRIMARY KEY("site_id","zone_id","from_seq")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "information_systems_current" ON "information_systems" USING btree ("system_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "information_systems_number" ON "information_systems" USING btree ("database_number") WHERE until_seq is null and end_reason is null;--> statement-breakpoint
CREATE UNIQUE INDEX "system_surveys_current" ON "system_surveys" USING btree ("site_id","zone_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON information_systems, system_surveys TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON information_systems, system_surveys TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
