-- An entry of a person is added by the app only where the transaction says that this person acts (METI 59-2); what gateways and the service do is told by batches of many, whose login adds no entry of a person (grant-batches). Written by hand.
ALTER TABLE entries ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY entries_read ON entries FOR SELECT TO sekisho_app, sekisho_retention, sekisho_audit_ro, sekisho_backup USING (true);--> statement-breakpoint
CREATE POLICY entries_of_whoever_acts ON entries FOR INSERT TO sekisho_app
  WITH CHECK (actor_type <> 'person' OR actor_type || ':' || actor_id = current_setting('sekisho.actor', true));--> statement-breakpoint
CREATE POLICY entries_erased ON entries FOR DELETE TO sekisho_retention USING (true);--> statement-breakpoint
-- A partition by itself would be a way around.
REVOKE INSERT ON entries_default FROM sekisho_app;
