-- A rare reason is looked for among many refusals: the index tells the reasons, so that no other refusal is read for it. Generated but for this line.
DROP INDEX "entries_refusal";--> statement-breakpoint
CREATE INDEX "entries_refusal" ON "entries" USING btree ("site_id","seq","recorded_at","reasons") WHERE verdict <> 'grant';