-- The lines of the 貸出簿 whose loans stand for the leave of a take-out (rows 20 to 22). Generated but for this line and the grants.
CREATE TABLE "book_loans" (
	"site_id" uuid NOT NULL,
	"book" text NOT NULL,
	"number" integer NOT NULL,
	"organisation_id" uuid,
	"code" text,
	"item" text NOT NULL,
	"borrower_id" uuid NOT NULL,
	"lent_by" uuid NOT NULL,
	"lent_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "book_loans_site_id_book_number_pk" PRIMARY KEY("site_id","book","number"),
	CONSTRAINT "book_loans_state" CHECK (state in ('lent', 'lost', 'returned'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "book_loans_out" ON "book_loans" USING btree ("site_id","book","code") WHERE state <> 'returned';--> statement-breakpoint
CREATE INDEX "book_loans_due" ON "book_loans" USING btree ("site_id","due_at") WHERE state = 'lent';--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON book_loans TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON book_loans TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
