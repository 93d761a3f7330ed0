-- What comes under a key that has counted and says something else counts once for each thing it says. By hand: this line, grants.
CREATE TABLE "event_conflicts" (
	"site_id" uuid NOT NULL,
	"gateway_id" text NOT NULL,
	"epoch" uuid NOT NULL,
	"gateway_seq" bigint NOT NULL,
	"digest" "bytea" NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"answer" text NOT NULL,
	CONSTRAINT "event_conflicts_site_id_gateway_id_epoch_gateway_seq_digest_pk" PRIMARY KEY("site_id","gateway_id","epoch","gateway_seq","digest")
);
--> statement-breakpoint
GRANT SELECT, INSERT ON event_conflicts TO sekisho_app;
--> statement-breakpoint
GRANT SELECT ON event_conflicts TO sekisho_audit_ro, sekisho_backup;
--> statement-breakpoint
GRANT SELECT, DELETE ON event_conflicts TO sekisho_retention;
