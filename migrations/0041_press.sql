-- The press in three layers: organisations, their persons, and who of them is registered for which event. By hand: this line, grants.
CREATE TABLE "press_organisations" (
	"site_id" uuid NOT NULL,
	"press_organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"club" boolean NOT NULL,
	"state" text NOT NULL,
	"basis" text,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "press_organisations_site_id_press_organisation_id_pk" PRIMARY KEY("site_id","press_organisation_id"),
	CONSTRAINT "press_organisations_state" CHECK (state in ('proposed', 'accredited', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "press_persons" (
	"site_id" uuid NOT NULL,
	"press_person_id" uuid NOT NULL,
	"press_organisation_id" uuid NOT NULL,
	"sort" text NOT NULL,
	"name" text,
	"name_kana" text,
	"name_keys" text[] NOT NULL,
	"state" text NOT NULL,
	"basis" text,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "press_persons_site_id_press_person_id_pk" PRIMARY KEY("site_id","press_person_id"),
	CONSTRAINT "press_persons_state" CHECK (state in ('proposed', 'accredited', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "press_registrations" (
	"site_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"press_person_id" uuid NOT NULL,
	CONSTRAINT "press_registrations_site_id_member_id_pk" PRIMARY KEY("site_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "press" jsonb;--> statement-breakpoint
CREATE INDEX "press_organisations_name" ON "press_organisations" USING btree ("site_id","name_key") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "press_persons_organisation" ON "press_persons" USING btree ("site_id","press_organisation_id");--> statement-breakpoint
CREATE INDEX "press_persons_names" ON "press_persons" USING gin ("name_keys") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "press_registrations_visit" ON "press_registrations" USING btree ("site_id","visit_id");--> statement-breakpoint
CREATE INDEX "press_registrations_person" ON "press_registrations" USING btree ("site_id","press_person_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON press_organisations, press_persons TO sekisho_app;--> statement-breakpoint
GRANT SELECT, INSERT ON press_registrations TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON press_organisations, press_registrations TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT, DELETE ON press_persons TO sekisho_retention;--> statement-breakpoint
GRANT SELECT ON press_persons TO sekisho_backup;
