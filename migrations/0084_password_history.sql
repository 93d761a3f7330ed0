-- What verified the passwords before, where the ministry keeps some. Generated but for this line and the grants.
CREATE TABLE "sign_in_password_history" (
	"login_id" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"verifier" text NOT NULL,
	CONSTRAINT "sign_in_password_history_login_id_set_at_pk" PRIMARY KEY("login_id","set_at")
);--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON sign_in_password_history TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON sign_in_password_history TO sekisho_retention, sekisho_backup;
