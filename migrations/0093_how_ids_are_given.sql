-- Who applies for a login id, approves and receives it, and what is left of one whose record was deleted. Generated but for the grants and the function.
CREATE TABLE "sign_in_applications" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"login_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"state" text NOT NULL,
	"applied_by" uuid NOT NULL,
	"applied_with" text NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_applications_state" CHECK (state in ('requested', 'approved', 'rejected', 'withdrawn', 'issued'))
);
--> statement-breakpoint
ALTER TABLE "sign_in_accounts" ADD COLUMN "application_id" uuid;--> statement-breakpoint
ALTER TABLE "sign_in_accounts" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sign_in_accounts" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sign_in_accounts" ADD COLUMN "password_reset_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "sign_in_applications_login" ON "sign_in_applications" USING btree ("login_id");--> statement-breakpoint
CREATE INDEX "sign_in_applications_person" ON "sign_in_applications" USING btree ("person_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON sign_in_applications TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON sign_in_applications TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
-- What a login id is verified by goes with the record of whose it was: of one that has ended alone, so that the app deletes it of nobody who signs in.
CREATE FUNCTION forget_login_id(whose text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM sign_in_accounts WHERE login_id = whose AND ended_at IS NOT NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM sign_in_passwords WHERE login_id = whose;
  DELETE FROM sign_in_password_history WHERE login_id = whose;
  DELETE FROM sign_in_pins WHERE login_id = whose;
  DELETE FROM totp_factors WHERE login_id = whose;
  DELETE FROM totp_enrolments WHERE login_id = whose;
  DELETE FROM recovery_codes WHERE login_id = whose;
  DELETE FROM sign_in_challenges WHERE login_id = whose;
  DELETE FROM passkeys WHERE login_id = whose;
  DELETE FROM provider_links WHERE login_id = whose;
  RETURN true;
END;
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION forget_login_id(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_login_id(text) TO sekisho_app;
