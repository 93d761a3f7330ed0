-- 腕章・記章 lent for photography, what was found of the pictures, and when a permit ended. Generated but for this line and the grants.
CREATE TABLE "photography_reviews" (
	"site_id" uuid NOT NULL,
	"permit_id" uuid NOT NULL,
	"reviewed_seq" bigint NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"reviewed_at" timestamp (3) with time zone NOT NULL,
	"result" text NOT NULL,
	"words" text,
	CONSTRAINT "photography_reviews_site_id_permit_id_pk" PRIMARY KEY("site_id","permit_id")
);
--> statement-breakpoint
CREATE TABLE "photography_tokens" (
	"site_id" uuid NOT NULL,
	"permit_id" uuid NOT NULL,
	"sort" text NOT NULL,
	"number" text NOT NULL,
	"lent_seq" bigint NOT NULL,
	"holder_id" uuid NOT NULL,
	"state" text NOT NULL,
	"lent_at" timestamp (3) with time zone NOT NULL,
	"returned_at" timestamp (3) with time zone,
	CONSTRAINT "photography_tokens_site_id_permit_id_sort_number_lent_seq_pk" PRIMARY KEY("site_id","permit_id","sort","number","lent_seq"),
	CONSTRAINT "photography_tokens_state" CHECK (state in ('lent', 'lost', 'returned'))
);
--> statement-breakpoint
ALTER TABLE "permits" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "photography_tokens_out" ON "photography_tokens" USING btree ("site_id","sort","number") WHERE state <> 'returned';--> statement-breakpoint
GRANT SELECT, INSERT ON photography_reviews TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON photography_reviews TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON photography_tokens TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON photography_tokens TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
