-- The passes of a site's desk: pool cards and paper numerals as one stock, each in stock or lent. By hand: this line, grants.
CREATE TABLE "passes" (
	"site_id" uuid NOT NULL,
	"pass_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"numeral" text NOT NULL,
	"basis" text NOT NULL,
	"highest_class" integer NOT NULL,
	"card_id" uuid,
	"state" text NOT NULL,
	"state_reason" text,
	"holder_id" uuid,
	"lent_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"suspended_card_ids" uuid[] NOT NULL,
	CONSTRAINT "passes_site_id_pass_id_from_seq_pk" PRIMARY KEY("site_id","pass_id","from_seq"),
	CONSTRAINT "passes_state" CHECK (state in ('in-stock', 'lent', 'missing', 'lost', 'kept', 'withdrawn'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "passes_current" ON "passes" USING btree ("site_id","pass_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "passes_numeral" ON "passes" USING btree ("site_id","numeral") WHERE until_seq is null and state <> 'withdrawn';--> statement-breakpoint
CREATE UNIQUE INDEX "passes_card" ON "passes" USING btree ("card_id") WHERE until_seq is null and state <> 'withdrawn';--> statement-breakpoint
CREATE UNIQUE INDEX "passes_holder" ON "passes" USING btree ("site_id","holder_id") WHERE until_seq is null and state = 'lent';--> statement-breakpoint
CREATE INDEX "passes_by_state" ON "passes" USING btree ("site_id","state","pass_id") WHERE until_seq is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON passes TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON passes TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
