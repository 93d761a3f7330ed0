-- What the desk looks for is found by the day: what is still open, and who may come on it. By hand: this line.
CREATE INDEX "arrivals_open" ON "arrivals" USING btree ("site_id","day") WHERE until_seq is null and state in ('announced', 'checked-in', 'out-for-now');--> statement-breakpoint
CREATE INDEX "visitor_identities_last_day" ON "visitor_identities" USING btree ("site_id","last_day");