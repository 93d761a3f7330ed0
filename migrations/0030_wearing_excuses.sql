-- Who need not wear a card for a while, by the word of a section's head. By hand: this line, grants.
CREATE TABLE "wearing_excuses" (
	"site_id" uuid NOT NULL,
	"excuse_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"given_by" text NOT NULL,
	CONSTRAINT "wearing_excuses_site_id_excuse_id_from_seq_pk" PRIMARY KEY("site_id","excuse_id","from_seq")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "wearing_excuses_current" ON "wearing_excuses" USING btree ("site_id","excuse_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "wearing_excuses_person" ON "wearing_excuses" USING btree ("site_id","person_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON wearing_excuses TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON wearing_excuses TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
