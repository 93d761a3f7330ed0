-- Whoever has come before is found by the reading of their name too. Generated but for this line.
CREATE INDEX "visitor_identities_kana" ON "visitor_identities" USING btree ("site_id","kana_key");