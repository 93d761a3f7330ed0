-- What lets somebody into class 3 is proposed by one person and confirmed by a second. By hand: grants.
CREATE TABLE "proposals" (
	"site_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"draft" jsonb,
	"weighed" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"closed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "proposals_site_id_proposal_id_pk" PRIMARY KEY("site_id","proposal_id"),
	CONSTRAINT "proposals_state" CHECK (state in ('open', 'confirmed', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX "proposals_kind" ON "proposals" USING btree ("site_id","kind","proposal_id");
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON proposals TO sekisho_app;
--> statement-breakpoint
GRANT SELECT ON proposals TO sekisho_retention, sekisho_backup;
