-- What was handed over with 受渡業者 and by 文書使送, and which 課室 ask for the numbers of slips. Generated but for this line and the grants.
CREATE TABLE "deliveries" (
	"site_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"thing" text NOT NULL,
	"zone_id" text,
	"carrier" text,
	"pieces" integer NOT NULL,
	"care" text NOT NULL,
	"slip" text,
	"section_id" uuid,
	"sender_id" uuid,
	"handled_by" uuid NOT NULL,
	"courier_id" uuid,
	"entry_reason" text,
	"grade" jsonb,
	"sheets" integer,
	"sheets_collected" integer,
	"transfer_permission" text,
	"permit_id" uuid,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"collected_by" uuid,
	"collected_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "deliveries_site_id_delivery_id_from_seq_pk" PRIMARY KEY("site_id","delivery_id","from_seq"),
	CONSTRAINT "deliveries_state" CHECK (state in ('waiting', 'collected', 'handed-over', 'returned'))
);
--> statement-breakpoint
CREATE TABLE "delivery_sections" (
	"site_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"asks_slip" boolean NOT NULL,
	CONSTRAINT "delivery_sections_site_id_organisation_id_from_seq_pk" PRIMARY KEY("site_id","organisation_id","from_seq")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_current" ON "deliveries" USING btree ("site_id","delivery_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("site_id","section_id","taken_at") WHERE until_seq is null and state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_sections_current" ON "delivery_sections" USING btree ("site_id","organisation_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON deliveries, delivery_sections TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON deliveries, delivery_sections TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
