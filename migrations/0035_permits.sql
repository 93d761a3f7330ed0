-- 許可・届出 of every kind: one row a version, the current one by key. Generated but for this line and the grants.
CREATE TABLE "permits" (
	"site_id" uuid NOT NULL,
	"permit_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"applicant_id" uuid NOT NULL,
	"concerned_ids" uuid[] NOT NULL,
	"organisation_id" uuid,
	"zone_ids" text[] NOT NULL,
	"asked" jsonb NOT NULL,
	"applied" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"terms" jsonb NOT NULL,
	"rule" jsonb NOT NULL,
	"consents" jsonb NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"report_due" timestamp (3) with time zone,
	"reported_at" timestamp (3) with time zone,
	"report" text,
	"reason" text,
	CONSTRAINT "permits_site_id_permit_id_from_seq_pk" PRIMARY KEY("site_id","permit_id","from_seq"),
	CONSTRAINT "permits_state" CHECK (state in ('requested', 'returned', 'approved', 'filed', 'in-use', 'closed', 'rejected', 'withdrawn', 'revoked'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "permits_current" ON "permits" USING btree ("site_id","permit_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "permits_concerned" ON "permits" USING gin ("concerned_ids") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "permits_applicant" ON "permits" USING btree ("site_id","applicant_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "permits_in_force" ON "permits" USING btree ("site_id","kind","valid_until") WHERE until_seq is null and state in ('approved', 'filed', 'in-use');--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON permits TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON permits TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
