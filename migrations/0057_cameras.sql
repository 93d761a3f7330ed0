-- Which cameras watch work, and which of them are out of order. Generated but for this line and the grants.
CREATE TABLE "cameras" (
	"site_id" uuid NOT NULL,
	"code" text NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"state" text NOT NULL,
	"zone_id" text NOT NULL,
	"sees" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "cameras_site_id_code_from_seq_pk" PRIMARY KEY("site_id","code","from_seq"),
	CONSTRAINT "cameras_state" CHECK (state in ('working', 'out-of-order', 'removed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "cameras_current" ON "cameras" USING btree ("site_id","code") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON cameras TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON cameras TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
