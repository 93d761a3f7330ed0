-- A host is called by telephone when a visitor has arrived. Generated but for this line.
ALTER TABLE "persons" ADD COLUMN "extension" text;