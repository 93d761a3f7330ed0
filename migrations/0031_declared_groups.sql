-- Crews of emergency services, and people a guard has counted: in the building by somebody's word. By hand: these lines, the floor, grants.
-- A program that does not know of them would refuse whoever leads a crew, and raise alarms of the doors that open for it.
SELECT raise_program_floor(6);--> statement-breakpoint
CREATE TABLE "declared_groups" (
	"site_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"zone_id" text,
	"persons" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"door_ids" text[] NOT NULL,
	"opens_until" timestamp (3) with time zone,
	"names_due" timestamp (3) with time zone,
	CONSTRAINT "declared_groups_site_id_group_id_pk" PRIMARY KEY("site_id","group_id")
);--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON declared_groups TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON declared_groups TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
