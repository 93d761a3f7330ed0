-- 情報システムに関連する物品, what a look at them left to be seen to, and 荷物検査. Generated but for this line and the grants.
CREATE TABLE "inspections" (
	"site_id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"inspected_seq" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"zone_id" text NOT NULL,
	"result" text NOT NULL,
	"thing_ids" uuid[] NOT NULL,
	"words" text,
	"inspected_by" text NOT NULL,
	"inspected_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inspections_site_id_inspection_id_pk" PRIMARY KEY("site_id","inspection_id")
);
--> statement-breakpoint
CREATE TABLE "item_findings" (
	"site_id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"found_seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"item_id" uuid,
	"words" text,
	"quantity" integer NOT NULL,
	"carrier_id" uuid NOT NULL,
	"zone_id" text,
	"found_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"settled_by" text,
	"settled_at" timestamp (3) with time zone,
	"settled_words" text,
	CONSTRAINT "item_findings_site_id_finding_id_pk" PRIMARY KEY("site_id","finding_id")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"site_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"state" text NOT NULL,
	"belongs" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"firm" text,
	"registrant_id" uuid NOT NULL,
	"item" text NOT NULL,
	"maker" text,
	"model" text,
	"serial" text,
	"medium" text NOT NULL,
	"grade" jsonb NOT NULL,
	"quantity" integer NOT NULL,
	"seal" text,
	"erasure" jsonb,
	"present" integer NOT NULL,
	"zone_id" text,
	"since" timestamp (3) with time zone NOT NULL,
	"carried_by" uuid,
	"permit_id" uuid,
	"stays" boolean NOT NULL,
	CONSTRAINT "items_site_id_item_id_from_seq_pk" PRIMARY KEY("site_id","item_id","from_seq"),
	CONSTRAINT "items_state" CHECK (state in ('outside', 'inside', 'gone'))
);
--> statement-breakpoint
CREATE INDEX "inspections_person" ON "inspections" USING btree ("site_id","person_id");--> statement-breakpoint
CREATE INDEX "item_findings_open" ON "item_findings" USING btree ("site_id","finding_id") WHERE outcome is null;--> statement-breakpoint
CREATE UNIQUE INDEX "items_current" ON "items" USING btree ("site_id","item_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "items_owner" ON "items" USING btree ("site_id","owner_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "items_permit" ON "items" USING btree ("site_id","permit_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "items_carried" ON "items" USING btree ("site_id","carried_by") WHERE until_seq is null and state = 'inside' and not stays;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON items, item_findings TO sekisho_app;--> statement-breakpoint
GRANT SELECT, INSERT ON inspections TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON items, item_findings, inspections TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
