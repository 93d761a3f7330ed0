-- What exceptions leave out for persons by name, by key and version, and what is to be done about a permit after the fact. Generated but for this line and the grants.
CREATE TABLE "person_exceptions" (
	"site_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"permit_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"rows" text[] NOT NULL,
	"zone_ids" text[] NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "person_exceptions_site_id_person_id_permit_id_from_seq_pk" PRIMARY KEY("site_id","person_id","permit_id","from_seq")
);
--> statement-breakpoint
ALTER TABLE "permits" ADD COLUMN "afterwards" jsonb;--> statement-breakpoint
CREATE INDEX "person_exceptions_permit" ON "person_exceptions" USING btree ("permit_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON person_exceptions TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON person_exceptions TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
