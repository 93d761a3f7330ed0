-- Passkeys and links to a provider, and what is under way of either: challenges, and ways to a provider and back. Generated but for these lines and the grants.
CREATE TABLE "passkey_challenges" (
	"challenge" text PRIMARY KEY NOT NULL,
	"login_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"passkey_id" uuid PRIMARY KEY NOT NULL,
	"credential_id" text NOT NULL,
	"login_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"name" text NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "provider_links" (
	"link_id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"login_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "provider_trips" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"token_id" text,
	"notice" integer NOT NULL,
	"return_to" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "passkeys_login" ON "passkeys" USING btree ("login_id") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_links_subject" ON "provider_links" USING btree ("issuer","subject") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_links_login" ON "provider_links" USING btree ("login_id","issuer") WHERE removed_at is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON passkeys, provider_links TO sekisho_app;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON passkey_challenges, provider_trips TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON passkeys, provider_links TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT ON passkey_challenges, provider_trips TO sekisho_retention, sekisho_backup;
