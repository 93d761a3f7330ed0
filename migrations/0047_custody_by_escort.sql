-- Looked for by ward, the rows of a site were read through this index where its plan was made while the table was empty. Generated.
DROP INDEX "custody_escort";--> statement-breakpoint
CREATE INDEX "custody_escort" ON "custody" USING btree ("escort_id");