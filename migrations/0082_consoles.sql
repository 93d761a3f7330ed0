-- Consoles, whose sessions keep to a shift and lock; PINs, and what is sealed for the worst day. Generated but for this line and the grants.
CREATE TABLE "consoles" (
	"site_id" uuid NOT NULL,
	"console_id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"shift_ends" text[] NOT NULL,
	"is_kept_at_night" boolean NOT NULL,
	"secret_id" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"code_until" timestamp (3) with time zone,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "consoles_site_id_console_id_pk" PRIMARY KEY("site_id","console_id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_pins" (
	"login_id" text PRIMARY KEY NOT NULL,
	"verifier" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_seals" (
	"site_id" uuid NOT NULL,
	"console_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_by" text NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"opened_by" uuid,
	CONSTRAINT "console_seals_site_id_console_id_pk" PRIMARY KEY("site_id","console_id")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "console_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "shift_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "locks_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "consoles_name" ON "consoles" USING btree ("site_id","name") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "consoles_secret" ON "consoles" USING btree ("secret_id");--> statement-breakpoint
CREATE INDEX "sessions_console" ON "sessions" USING btree ("console_id") WHERE console_id is not null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON consoles, console_seals, sign_in_pins TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON consoles, console_seals, sign_in_pins TO sekisho_retention, sekisho_backup;
