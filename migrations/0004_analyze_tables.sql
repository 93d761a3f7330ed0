-- Bulk acts have the planner learn of what they filled: the app owns no table, and MAINTAIN is PostgreSQL 17's.
CREATE FUNCTION analyze_tables(filled text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY filled LOOP
    EXECUTE format('ANALYZE public.%I', one);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION analyze_tables(text[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION analyze_tables(text[]) TO sekisho_app;
