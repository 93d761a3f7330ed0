-- The keys of the zones, and who has each. Generated but for this line and the grants.
CREATE TABLE "zone_keys" (
	"site_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"zone_id" text NOT NULL,
	"code" text NOT NULL,
	"sort" text NOT NULL,
	"kept_at" text NOT NULL,
	"state" text NOT NULL,
	"holder_id" uuid,
	"due_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "zone_keys_site_id_key_id_from_seq_pk" PRIMARY KEY("site_id","key_id","from_seq"),
	CONSTRAINT "zone_keys_state" CHECK (state in ('kept', 'lent', 'sealed', 'opened', 'lost', 'ended'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "zone_keys_current" ON "zone_keys" USING btree ("site_id","key_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "zone_keys_code" ON "zone_keys" USING btree ("site_id","zone_id","code") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "zone_keys_holder" ON "zone_keys" USING btree ("site_id","holder_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON zone_keys TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON zone_keys TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
