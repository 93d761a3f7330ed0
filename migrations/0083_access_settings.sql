-- What the ministry decides of how its people are let in, and until when rights that rest are taken up. Generated but for this line and the grants.
CREATE TABLE "access_settings" (
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"value" jsonb NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "access_settings_name_version_pk" PRIMARY KEY("name","version")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "elevated_until" timestamp (3) with time zone;--> statement-breakpoint
GRANT SELECT, INSERT ON access_settings TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON access_settings TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
