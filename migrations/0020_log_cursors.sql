-- A log says by itself what it has told: cursors are sealed with a key of its own, and the epochs it has left are known. By hand: this line.
ALTER TABLE "heads" ADD COLUMN "past_epochs" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "heads" ADD COLUMN "cursor_key" "bytea" DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) NOT NULL;