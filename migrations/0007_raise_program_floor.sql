-- How a migration raises the floor: while nobody holds a head, so that no older program is halfway through an act or a batch.
-- It waits for whoever holds one, and lets nobody take one before it has committed. To be called before other hot tables are locked.
CREATE FUNCTION raise_program_floor(raised int) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  LOCK TABLE heads IN EXCLUSIVE MODE;
  UPDATE program_floor SET level = raised WHERE level < raised;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION raise_program_floor(int) FROM PUBLIC;
