-- 立入制限対象者 and matches that were false, deputies of hosts, calls nobody answered, invitations. By hand: this line, grants.
CREATE TABLE "invitations" (
	"site_id" uuid NOT NULL,
	"invitation_id" text NOT NULL,
	"visit_id" uuid NOT NULL,
	CONSTRAINT "invitations_site_id_invitation_id_pk" PRIMARY KEY("site_id","invitation_id")
);
--> statement-breakpoint
CREATE TABLE "restricted_clearances" (
	"site_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"restricted_id" uuid NOT NULL,
	"cleared_by" uuid NOT NULL,
	"cleared_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "restricted_clearances_site_id_member_id_restricted_id_pk" PRIMARY KEY("site_id","member_id","restricted_id")
);
--> statement-breakpoint
CREATE TABLE "restricted_persons" (
	"site_id" uuid NOT NULL,
	"restricted_id" uuid NOT NULL,
	"state" text NOT NULL,
	"name" text,
	"name_kana" text,
	"aliases" text[] NOT NULL,
	"organisation" text,
	"name_keys" text[] NOT NULL,
	"organisation_key" text,
	"basis" text,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "restricted_persons_site_id_restricted_id_pk" PRIMARY KEY("site_id","restricted_id"),
	CONSTRAINT "restricted_persons_state" CHECK (state in ('proposed', 'in-force', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "deputies" (
	"site_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"host_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deputies_site_id_deputy_id_from_seq_pk" PRIMARY KEY("site_id","deputy_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "unanswered_calls" (
	"site_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"destination_id" uuid NOT NULL,
	"called_id" uuid NOT NULL,
	"extension" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"called_by" text NOT NULL,
	CONSTRAINT "unanswered_calls_site_id_call_id_pk" PRIMARY KEY("site_id","call_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_visit" ON "invitations" USING btree ("site_id","visit_id");--> statement-breakpoint
CREATE INDEX "restricted_persons_names" ON "restricted_persons" USING gin ("name_keys") WHERE state = 'in-force';--> statement-breakpoint
CREATE INDEX "restricted_persons_organisation" ON "restricted_persons" USING btree ("site_id","organisation_key") WHERE state = 'in-force';--> statement-breakpoint
CREATE UNIQUE INDEX "deputies_current" ON "deputies" USING btree ("site_id","deputy_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "deputies_host" ON "deputies" USING btree ("site_id","host_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "deputies_person" ON "deputies" USING btree ("site_id","person_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "unanswered_calls_destination" ON "unanswered_calls" USING btree ("site_id","destination_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON restricted_persons, deputies TO sekisho_app;--> statement-breakpoint
GRANT SELECT, INSERT ON restricted_clearances, unanswered_calls, invitations TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON restricted_clearances, deputies, unanswered_calls TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT ON invitations TO sekisho_retention, sekisho_backup;--> statement-breakpoint
GRANT SELECT, DELETE ON restricted_persons TO sekisho_retention;--> statement-breakpoint
GRANT SELECT ON restricted_persons TO sekisho_backup;
