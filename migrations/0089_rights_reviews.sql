-- What was decided of the rights of people each quarter, and who signed it. Generated but for this line and the grants.
CREATE TABLE "rights_review_decisions" (
	"quarter" text NOT NULL,
	"site_id" uuid NOT NULL,
	"zone_id" text NOT NULL,
	"right_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"decision" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rights_review_decisions_quarter_site_id_zone_id_right_id_pk" PRIMARY KEY("quarter","site_id","zone_id","right_id"),
	CONSTRAINT "rights_review_decisions_kind" CHECK (kind in ('role', 'permission')),
	CONSTRAINT "rights_review_decisions_decision" CHECK (decision in ('keep', 'remove'))
);
--> statement-breakpoint
CREATE TABLE "rights_reviews" (
	"quarter" text NOT NULL,
	"site_id" uuid NOT NULL,
	"zone_id" text NOT NULL,
	"signed_by" uuid,
	"signed_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "rights_reviews_quarter_site_id_zone_id_pk" PRIMARY KEY("quarter","site_id","zone_id")
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON rights_reviews, rights_review_decisions TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON rights_reviews, rights_review_decisions TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
