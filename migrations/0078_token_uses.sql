-- On which day a token was last used: what nobody uses is found. Generated but for this line and the grants.
CREATE TABLE "token_uses" (
	"token_id" text PRIMARY KEY NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON token_uses TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON token_uses TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
