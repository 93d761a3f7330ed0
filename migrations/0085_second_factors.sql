-- Second factors of people who sign in: seeds that nothing in the database opens, recovery codes as hashes, challenges between password and
-- session. Generated but for these lines and the grants.
CREATE TABLE "recovery_codes" (
	"login_id" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "recovery_codes_login_id_hash_pk" PRIMARY KEY("login_id","hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_challenges" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"login_id" text NOT NULL,
	"method" text NOT NULL,
	"notice" integer NOT NULL,
	"verifier" text,
	"next_verifier" text,
	"tries" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "totp_enrolments" (
	"login_id" text PRIMARY KEY NOT NULL,
	"seed" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "totp_factors" (
	"login_id" text PRIMARY KEY NOT NULL,
	"seed" text NOT NULL,
	"last_step" integer NOT NULL,
	"enrolled_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "second_factor" text;--> statement-breakpoint
ALTER TABLE "sign_in_accounts" ADD COLUMN "factors_removed_at" timestamp (3) with time zone;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_factors, totp_enrolments, sign_in_challenges TO sekisho_app;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON recovery_codes TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON totp_factors, totp_enrolments, sign_in_challenges, recovery_codes TO sekisho_retention, sekisho_backup;
