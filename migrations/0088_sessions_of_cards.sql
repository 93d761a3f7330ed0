-- Sessions name the card they were begun by, a way to a provider the console it was begun at, and a login id when its person needs it no more. Generated but for
-- this line.
ALTER TABLE "sessions" ADD COLUMN "card_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "card_seq" bigint;--> statement-breakpoint
ALTER TABLE "sign_in_accounts" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "provider_trips" ADD COLUMN "console_secret" text;--> statement-breakpoint
CREATE INDEX "sign_in_accounts_ends" ON "sign_in_accounts" USING btree ("ends_at") WHERE ends_at is not null and ended_at is null;