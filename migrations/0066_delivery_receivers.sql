-- To whom information was given (METI 13), as the permit names them. Generated but for this line.
ALTER TABLE "deliveries" ADD COLUMN "receiver" jsonb;