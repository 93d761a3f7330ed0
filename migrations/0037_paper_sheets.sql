-- Which numbered sheets were printed for a day, so that one that is not entered is noticed. By hand: this line, grants.
CREATE TABLE "paper_sheets" (
	"site_id" uuid NOT NULL,
	"day" date NOT NULL,
	"first" integer NOT NULL,
	"last" integer NOT NULL,
	"issued_seq" bigint NOT NULL,
	CONSTRAINT "paper_sheets_site_id_day_first_pk" PRIMARY KEY("site_id","day","first")
);--> statement-breakpoint
GRANT SELECT, INSERT ON paper_sheets TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON paper_sheets TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
