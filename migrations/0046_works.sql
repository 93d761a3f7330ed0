-- 作業の実施, and whom the permits in force are for, by key. Generated but for these lines, the floor, the rows and the grants.
-- A program that does not know of them would let workers in whom nobody attends, and lead in whom their visit does not let in.
SELECT raise_program_floor(7);--> statement-breakpoint
CREATE TABLE "permit_holders" (
	"site_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"permit_id" uuid NOT NULL,
	CONSTRAINT "permit_holders_site_id_person_id_kind_permit_id_pk" PRIMARY KEY("site_id","person_id","kind","permit_id")
);
--> statement-breakpoint
CREATE TABLE "work_occurrences" (
	"site_id" uuid NOT NULL,
	"occurrence_id" uuid NOT NULL,
	"permit_id" uuid NOT NULL,
	"attendant_id" uuid,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"workers_in" integer NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"workers_out" integer,
	"result" text,
	CONSTRAINT "work_occurrences_site_id_occurrence_id_pk" PRIMARY KEY("site_id","occurrence_id")
);
--> statement-breakpoint
CREATE INDEX "permit_holders_permit" ON "permit_holders" USING btree ("permit_id");--> statement-breakpoint
CREATE INDEX "work_occurrences_permit" ON "work_occurrences" USING btree ("site_id","permit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_occurrences_open" ON "work_occurrences" USING btree ("site_id","permit_id") WHERE ended_at is null;--> statement-breakpoint
INSERT INTO permit_holders (site_id, person_id, kind, permit_id)
SELECT DISTINCT p.site_id, holder, p.kind, p.permit_id FROM permits p, unnest(p.concerned_ids) AS holder
WHERE p.until_seq IS NULL AND p.state IN ('approved', 'filed', 'in-use');--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON permit_holders TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON permit_holders TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON work_occurrences TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON work_occurrences TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
