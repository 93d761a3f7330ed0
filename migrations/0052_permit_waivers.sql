-- 届出不要の登録簿: what nobody has to be asked for, recorded beforehand. Generated but for this line and the grants.
CREATE TABLE "permit_waivers" (
	"site_id" uuid NOT NULL,
	"waiver_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"basis" text NOT NULL,
	"rows" text[] NOT NULL,
	"zone_ids" text[] NOT NULL,
	"organisation_id" uuid,
	"person_ids" uuid[] NOT NULL,
	"waived_case" jsonb NOT NULL,
	"book" text,
	"needs" jsonb NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "permit_waivers_site_id_waiver_id_pk" PRIMARY KEY("site_id","waiver_id")
);
--> statement-breakpoint
CREATE INDEX "permit_waivers_standing" ON "permit_waivers" USING btree ("site_id","valid_until") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON permit_waivers TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON permit_waivers TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
