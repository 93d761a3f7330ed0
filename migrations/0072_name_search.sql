-- Names are found in every spelling (ADR 0071): keys of their own beside the older ones. The columns and indexes are generated, the trigger is not.
ALTER TABLE "persons" ADD COLUMN "name_search" text;--> statement-breakpoint
ALTER TABLE "press_organisations" ADD COLUMN "name_search" text;--> statement-breakpoint
ALTER TABLE "press_persons" ADD COLUMN "names_search" text[];--> statement-breakpoint
ALTER TABLE "visitor_identities" ADD COLUMN "name_search" text;--> statement-breakpoint
ALTER TABLE "visitor_identities" ADD COLUMN "kana_search" text;--> statement-breakpoint
ALTER TABLE "visitor_identities" ADD COLUMN "affiliation_search" text;--> statement-breakpoint
ALTER TABLE "restricted_persons" ADD COLUMN "names_search" text[];--> statement-breakpoint
ALTER TABLE "restricted_persons" ADD COLUMN "organisation_search" text;--> statement-breakpoint
CREATE INDEX "press_organisations_name_search" ON "press_organisations" USING btree ("site_id","name_search") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "press_persons_names_search" ON "press_persons" USING gin ("names_search") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "visitor_identities_name_search" ON "visitor_identities" USING btree ("site_id","name_search");--> statement-breakpoint
CREATE INDEX "visitor_identities_kana_search" ON "visitor_identities" USING btree ("site_id","kana_search");--> statement-breakpoint
CREATE INDEX "restricted_persons_names_search" ON "restricted_persons" USING gin ("names_search") WHERE state = 'in-force';--> statement-breakpoint
CREATE INDEX "restricted_persons_organisation_search" ON "restricted_persons" USING btree ("site_id","organisation_search") WHERE state = 'in-force';
--> statement-breakpoint
-- A program that knows nothing of these columns changes or erases a name by its older key: the newer one, of another name by then, goes with it.
CREATE FUNCTION forget_search_key() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  FOR one IN 0 .. TG_NARGS - 2 BY 2 LOOP
    IF to_jsonb(new) -> TG_ARGV[one] IS DISTINCT FROM to_jsonb(old) -> TG_ARGV[one]
        AND to_jsonb(new) -> TG_ARGV[one + 1] IS NOT DISTINCT FROM to_jsonb(old) -> TG_ARGV[one + 1] THEN
      new := jsonb_populate_record(new, jsonb_build_object(TG_ARGV[one + 1], NULL));
    END IF;
  END LOOP;
  RETURN new;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION forget_search_key() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER persons_search BEFORE UPDATE OF name_key ON persons
  FOR EACH ROW EXECUTE FUNCTION forget_search_key('name_key', 'name_search');--> statement-breakpoint
CREATE TRIGGER visitor_identities_search BEFORE UPDATE OF name_key, kana_key, affiliation_key ON visitor_identities
  FOR EACH ROW EXECUTE FUNCTION forget_search_key('name_key', 'name_search', 'kana_key', 'kana_search', 'affiliation_key', 'affiliation_search');--> statement-breakpoint
CREATE TRIGGER restricted_persons_search BEFORE UPDATE OF name_keys, organisation_key ON restricted_persons
  FOR EACH ROW EXECUTE FUNCTION forget_search_key('name_keys', 'names_search', 'organisation_key', 'organisation_search');--> statement-breakpoint
CREATE TRIGGER press_organisations_search BEFORE UPDATE OF name_key ON press_organisations
  FOR EACH ROW EXECUTE FUNCTION forget_search_key('name_key', 'name_search');--> statement-breakpoint
CREATE TRIGGER press_persons_search BEFORE UPDATE OF name_keys ON press_persons
  FOR EACH ROW EXECUTE FUNCTION forget_search_key('name_keys', 'names_search');
