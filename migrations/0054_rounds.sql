-- What of a round of a work was not as planned. Generated but for this line.
ALTER TABLE "work_occurrences" ADD COLUMN "round" jsonb;
