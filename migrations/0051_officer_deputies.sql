-- Who decides permits in the stead of an officer (代決・専決), and until when. Generated but for this line and the grants.
CREATE TABLE "officer_deputies" (
	"site_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"form" text NOT NULL,
	"role" text NOT NULL,
	"scope" text,
	"officer_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"title" text NOT NULL,
	"kinds" text[] NOT NULL,
	"basis" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "officer_deputies_site_id_deputy_id_from_seq_pk" PRIMARY KEY("site_id","deputy_id","from_seq")
);
--> statement-breakpoint
CREATE INDEX "officer_deputies_person" ON "officer_deputies" USING btree ("site_id","person_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON officer_deputies TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON officer_deputies TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
