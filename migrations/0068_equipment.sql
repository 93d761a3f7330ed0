-- What stands where: each thing with its zone, its state and what keeps it from being carried away. Generated but for this line and the grants.
CREATE TABLE "equipment" (
	"site_id" uuid NOT NULL,
	"equipment_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"state" text NOT NULL,
	"zone_id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"maker" text,
	"model" text,
	"serial" text,
	"system_id" uuid,
	"authenticates" boolean,
	"element" text,
	"permit_id" uuid,
	"secured_by" text,
	"placed_on" date NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "equipment_site_id_equipment_id_from_seq_pk" PRIMARY KEY("site_id","equipment_id","from_seq"),
	CONSTRAINT "equipment_state" CHECK (state in ('in-place', 'sealed', 'disposed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "equipment_current" ON "equipment" USING btree ("site_id","equipment_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "equipment_number" ON "equipment" USING btree ("site_id","number") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "equipment_zone" ON "equipment" USING btree ("site_id","zone_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON equipment TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON equipment TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
