-- Visits, whom they come to, who comes, their days at the desk, what the door reads of them, and lent cards. By hand: this line, the floor, grants.
SELECT raise_program_floor(4);--> statement-breakpoint
CREATE TABLE "loans" (
	"site_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"holder_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "loans_site_id_card_id_from_seq_pk" PRIMARY KEY("site_id","card_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "admissions" (
	"site_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"day" date NOT NULL,
	"visit_id" uuid NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"open" boolean NOT NULL,
	"zone_ids" text[] NOT NULL,
	"identity_zone_ids" text[] NOT NULL,
	"reviewed_zone_ids" text[] NOT NULL,
	"escort_ids" uuid[] NOT NULL,
	"escort_organisation_ids" uuid[] NOT NULL,
	CONSTRAINT "admissions_site_id_member_id_from_seq_pk" PRIMARY KEY("site_id","member_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "arrivals" (
	"site_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"day" date NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"visit_id" uuid NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"desk_id" text,
	"identity" jsonb,
	"inspection" jsonb,
	"pass" text,
	"instead_of_pass" text,
	"checked_in_at" timestamp (3) with time zone,
	"met_at" timestamp (3) with time zone,
	"met_by" uuid,
	"checked_out_at" timestamp (3) with time zone,
	"end_origin" text,
	CONSTRAINT "arrivals_site_id_member_id_day_from_seq_pk" PRIMARY KEY("site_id","member_id","day","from_seq"),
	CONSTRAINT "arrivals_state" CHECK (state in ('announced', 'checked-in', 'out-for-now', 'checked-out', 'refused', 'cancelled', 'no-show'))
);
--> statement-breakpoint
CREATE TABLE "destinations" (
	"site_id" uuid NOT NULL,
	"destination_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"visit_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"place" text,
	"zone_ids" text[] NOT NULL,
	"way_zone_ids" text[] NOT NULL,
	"member_ids" uuid[] NOT NULL,
	"escort_ids" uuid[] NOT NULL,
	"review" jsonb,
	"reviewed_member_ids" uuid[] NOT NULL,
	"reviewed_days" date[] NOT NULL,
	CONSTRAINT "destinations_site_id_destination_id_from_seq_pk" PRIMARY KEY("site_id","destination_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"site_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"visit_id" uuid NOT NULL,
	"listed" boolean NOT NULL,
	"substitutes" uuid,
	"child" boolean DEFAULT false NOT NULL,
	"things" jsonb NOT NULL,
	CONSTRAINT "members_site_id_member_id_from_seq_pk" PRIMARY KEY("site_id","member_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "visitor_identities" (
	"site_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"last_day" date NOT NULL,
	"name" text,
	"name_kana" text,
	"affiliation" text,
	"name_key" text,
	"kana_key" text,
	"affiliation_key" text,
	"telephone" text,
	"vehicle" text,
	"help" text,
	"purpose_words" text,
	CONSTRAINT "visitor_identities_site_id_member_id_pk" PRIMARY KEY("site_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"site_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"organisation_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"days" date[] NOT NULL,
	"starts_at" text NOT NULL,
	"ends_at" text NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"planned_by" uuid NOT NULL,
	"walk_in" boolean DEFAULT false NOT NULL,
	CONSTRAINT "visits_site_id_visit_id_from_seq_pk" PRIMARY KEY("site_id","visit_id","from_seq"),
	CONSTRAINT "visits_state" CHECK (state in ('planned', 'paused', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "pool_site_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "loans_current" ON "loans" USING btree ("site_id","card_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "loans_holder" ON "loans" USING btree ("site_id","holder_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "admissions_current" ON "admissions" USING btree ("site_id","member_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "admissions_visit" ON "admissions" USING btree ("site_id","visit_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "arrivals_current" ON "arrivals" USING btree ("site_id","member_id","day") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "arrivals_day" ON "arrivals" USING btree ("site_id","day","state") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "arrivals_visit" ON "arrivals" USING btree ("site_id","visit_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "arrivals_here" ON "arrivals" USING btree ("site_id","member_id") WHERE until_seq is null and state in ('checked-in', 'out-for-now');--> statement-breakpoint
CREATE UNIQUE INDEX "destinations_current" ON "destinations" USING btree ("site_id","destination_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "destinations_visit" ON "destinations" USING btree ("site_id","visit_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "destinations_host" ON "destinations" USING btree ("site_id","host_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "destinations_escorts" ON "destinations" USING gin ("escort_ids") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "members_current" ON "members" USING btree ("site_id","member_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "members_visit" ON "members" USING btree ("site_id","visit_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "visitor_identities_visit" ON "visitor_identities" USING btree ("site_id","visit_id");--> statement-breakpoint
CREATE INDEX "visitor_identities_name" ON "visitor_identities" USING btree ("site_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "visits_current" ON "visits" USING btree ("site_id","visit_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON visits, destinations, members, arrivals, admissions, loans, visitor_identities TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON visits, destinations, members, arrivals, admissions, loans TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT, DELETE ON visitor_identities TO sekisho_retention;--> statement-breakpoint
GRANT SELECT ON visitor_identities TO sekisho_backup;
