-- Lines of the sheets that were written by hand while nobody was read: entered once, never changed. By hand: this line, grants.
CREATE TABLE "paper_lines" (
	"site_id" uuid NOT NULL,
	"day" date NOT NULL,
	"sheet" integer NOT NULL,
	"line" integer NOT NULL,
	"logged_seq" bigint NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	"door_id" text NOT NULL,
	"zone_id" text NOT NULL,
	"outside_id" text NOT NULL,
	"person_id" uuid,
	"pass" text,
	"name" text,
	"affiliation" text,
	"writer" text NOT NULL,
	CONSTRAINT "paper_lines_site_id_day_sheet_line_pk" PRIMARY KEY("site_id","day","sheet","line")
);--> statement-breakpoint
GRANT SELECT, INSERT ON paper_lines TO sekisho_app;--> statement-breakpoint
GRANT SELECT, DELETE ON paper_lines TO sekisho_retention;--> statement-breakpoint
GRANT SELECT ON paper_lines TO sekisho_backup;
