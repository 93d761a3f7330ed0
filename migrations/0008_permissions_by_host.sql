-- A host who leaves or moves is looked for in every permission of the ministry while the heads are held: by key, not by reading all.
CREATE INDEX "standing_permissions_host" ON "standing_permissions" USING btree ((outsider ->> 'host')) WHERE until_seq is null;
