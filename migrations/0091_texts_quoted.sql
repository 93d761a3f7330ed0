-- 規程 of the ministry (METI 76, 79, 81) with their versions, and which of them, and which package of rules, an application quotes. Generated but
-- for the grants.
CREATE TABLE "safety_texts" (
	"text_id" uuid PRIMARY KEY NOT NULL,
	"article" text NOT NULL,
	"title" text NOT NULL,
	"document" text NOT NULL,
	"version" text NOT NULL,
	"in_force_from" timestamp (3) with time zone NOT NULL,
	"laid_down_by" uuid NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "permits" ADD COLUMN "quoted" jsonb;--> statement-breakpoint
CREATE INDEX "safety_texts_article" ON "safety_texts" USING btree ("article","in_force_from");--> statement-breakpoint
GRANT SELECT, INSERT ON safety_texts TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON safety_texts TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
