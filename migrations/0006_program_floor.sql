-- A program that does not know what newer ones stop would go on granting it: below this level none decides or acts. By hand: the row, grants.
CREATE TABLE "program_floor" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL CHECK ("only"),
	"level" integer NOT NULL
);
--> statement-breakpoint
INSERT INTO program_floor (level) VALUES (1);
--> statement-breakpoint
-- Raised by migrations alone.
GRANT SELECT ON program_floor TO sekisho_app, sekisho_retention, sekisho_audit_ro, sekisho_backup;
