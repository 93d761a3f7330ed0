-- What of the gaps of a site was signed, and what of them was given to whom. Generated but for this line and the grants.
CREATE TABLE "gap_signings" (
	"site_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	"signed_by" uuid NOT NULL,
	"policy" text NOT NULL,
	"rules_seq" bigint NOT NULL,
	"digest" text NOT NULL,
	"counts" jsonb NOT NULL,
	"open" jsonb NOT NULL,
	CONSTRAINT "gap_signings_site_id_seq_pk" PRIMARY KEY("site_id","seq")
);
--> statement-breakpoint
CREATE TABLE "gap_tasks" (
	"site_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"state" text NOT NULL,
	"zone_id" text NOT NULL,
	"row" text NOT NULL,
	"assignee_id" uuid NOT NULL,
	"assigned_by" uuid NOT NULL,
	"what" text NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	CONSTRAINT "gap_tasks_site_id_task_id_from_seq_pk" PRIMARY KEY("site_id","task_id","from_seq"),
	CONSTRAINT "gap_tasks_state" CHECK (state in ('open', 'done', 'withdrawn'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "gap_tasks_current" ON "gap_tasks" USING btree ("site_id","task_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "gap_tasks_assignee" ON "gap_tasks" USING btree ("site_id","assignee_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT ON gap_signings TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON gap_signings TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON gap_tasks TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON gap_tasks TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
