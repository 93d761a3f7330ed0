-- 預り品: what visitors leave at the desk, one thing a slot. By hand: this line, grants.
CREATE TABLE "kept_things" (
	"site_id" uuid NOT NULL,
	"thing_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"owner_id" uuid NOT NULL,
	"item" text NOT NULL,
	"slot" text NOT NULL,
	"state" text NOT NULL,
	"taken_by" text NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"handed_back_by" text,
	"handed_back_at" timestamp (3) with time zone,
	CONSTRAINT "kept_things_site_id_thing_id_from_seq_pk" PRIMARY KEY("site_id","thing_id","from_seq"),
	CONSTRAINT "kept_things_state" CHECK (state in ('kept', 'handed-back'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "kept_things_current" ON "kept_things" USING btree ("site_id","thing_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "kept_things_slot" ON "kept_things" USING btree ("site_id","slot") WHERE until_seq is null and state = 'kept';--> statement-breakpoint
CREATE INDEX "kept_things_owner" ON "kept_things" USING btree ("site_id","owner_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON kept_things TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON kept_things TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
