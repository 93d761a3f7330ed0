-- People sign in: their accounts, the verifiers of their passwords apart from these, sessions beside api_tokens, tries that failed, notices.
-- Generated but for these lines and the grants.
CREATE TABLE "sessions" (
	"token_id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"login_id" text NOT NULL,
	"method" text NOT NULL,
	"network" text NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	"idle_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_accounts" (
	"login_id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"signed_in_at" timestamp (3) with time zone,
	"signed_in_from" text,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_notices" (
	"version" integer PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_passwords" (
	"login_id" text PRIMARY KEY NOT NULL,
	"verifier" text NOT NULL,
	"is_one_time" boolean NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_tries" (
	"lane" text PRIMARY KEY NOT NULL,
	"login_id" text,
	"failures" integer NOT NULL,
	"tried_at" timestamp (3) with time zone NOT NULL,
	"waits_until" timestamp (3) with time zone NOT NULL,
	"untold" integer NOT NULL,
	"told_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "kind" text DEFAULT 'token' NOT NULL;--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_accounts_person" ON "sign_in_accounts" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "sign_in_tries_untold" ON "sign_in_tries" USING btree ("told_at") WHERE untold > 0;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_kind" CHECK (kind in ('token', 'session'));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON sign_in_accounts, sign_in_passwords TO sekisho_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions, sign_in_tries TO sekisho_app;--> statement-breakpoint
GRANT SELECT, INSERT ON sign_in_notices TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON sign_in_accounts, sign_in_notices TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT ON sessions, sign_in_tries, sign_in_passwords TO sekisho_retention, sekisho_backup;
