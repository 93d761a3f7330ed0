-- What is kept of passwords, PINs, seeds, recovery codes and sealed credentials is selected by nobody but a backup: the app asks for it by functions, of one account a call (統一 2.2.1.1(1)(b), METI 18-3(3)). Written by hand.
CREATE FUNCTION kept_secret(what text, whose text) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE what
    WHEN 'password' THEN (SELECT verifier FROM sign_in_passwords WHERE login_id = whose)
    WHEN 'pin' THEN (SELECT verifier FROM sign_in_pins WHERE login_id = whose)
    WHEN 'totp' THEN (SELECT seed FROM totp_factors WHERE login_id = whose)
    WHEN 'totp-enrolment' THEN (SELECT seed FROM totp_enrolments WHERE login_id = whose)
  END;
$$;--> statement-breakpoint
CREATE FUNCTION kept_secret(what text, challenge bytea) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE what WHEN 'challenge-password' THEN verifier WHEN 'challenge-next-password' THEN next_verifier END
  FROM sign_in_challenges WHERE hash = challenge;
$$;--> statement-breakpoint
CREATE FUNCTION passwords_before(whose text) RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT verifier FROM sign_in_password_history WHERE login_id = whose;
$$;--> statement-breakpoint
CREATE FUNCTION kept_seal(site uuid, console uuid) RETURNS bytea LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT hash FROM console_seals WHERE site_id = site AND console_id = console;
$$;--> statement-breakpoint
CREATE FUNCTION is_recovery_code(whose text, shown bytea) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM recovery_codes WHERE login_id = whose AND hash = shown);
$$;--> statement-breakpoint
CREATE FUNCTION use_recovery_code(whose text, shown bytea) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH used AS (DELETE FROM recovery_codes WHERE login_id = whose AND hash = shown RETURNING 1) SELECT EXISTS (SELECT FROM used);
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION kept_secret(text, text), kept_secret(text, bytea), passwords_before(text), kept_seal(uuid, uuid),
  is_recovery_code(text, bytea), use_recovery_code(text, bytea) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION kept_secret(text, text), kept_secret(text, bytea), passwords_before(text), kept_seal(uuid, uuid),
  is_recovery_code(text, bytea), use_recovery_code(text, bytea) TO sekisho_app;--> statement-breakpoint
REVOKE SELECT ON sign_in_passwords, sign_in_password_history, sign_in_pins, totp_factors, totp_enrolments, recovery_codes, sign_in_challenges, console_seals
  FROM sekisho_app, sekisho_retention;--> statement-breakpoint
GRANT SELECT (xmin, login_id, is_one_time, expires_at, set_at) ON sign_in_passwords TO sekisho_app;--> statement-breakpoint
GRANT SELECT (login_id, set_at) ON sign_in_password_history TO sekisho_app;--> statement-breakpoint
-- By `xmin` it is found who wrote a row past the program (ADR 0073).
GRANT SELECT (xmin, login_id, set_at) ON sign_in_pins TO sekisho_app;--> statement-breakpoint
GRANT SELECT (login_id, last_step, enrolled_at) ON totp_factors TO sekisho_app;--> statement-breakpoint
GRANT SELECT (login_id, expires_at) ON totp_enrolments TO sekisho_app;--> statement-breakpoint
GRANT SELECT (xmin, login_id) ON recovery_codes TO sekisho_app;--> statement-breakpoint
GRANT SELECT (hash, login_id, method, notice, tries, expires_at) ON sign_in_challenges TO sekisho_app;--> statement-breakpoint
GRANT SELECT (xmin, site_id, console_id, sealed_by, sealed_at, opened_at, opened_by) ON console_seals TO sekisho_app;
