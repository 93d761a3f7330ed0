-- A session tells when its person last showed who they are. Generated but for this line.
ALTER TABLE "sessions" ADD COLUMN "proved_at" timestamp (3) with time zone;