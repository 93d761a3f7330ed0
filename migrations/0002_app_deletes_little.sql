-- The app deletes only what is over by itself. What was known, counted or recorded stays: a right that ended, a head, a receipt.
REVOKE DELETE ON ALL TABLES IN SCHEMA public FROM sekisho_app;
--> statement-breakpoint
GRANT DELETE ON conditions, custody, deadlines, idempotency_keys, live_tickets, waits TO sekisho_app;
