-- 支給以外の端末・記録装置, by the number of the label on each; what is written stays. Generated but for this line and the grants.
CREATE TABLE "private_devices" (
	"site_id" uuid NOT NULL,
	"label" integer NOT NULL,
	"registered_seq" bigint NOT NULL,
	"holder_id" uuid NOT NULL,
	"registrant_id" uuid NOT NULL,
	"sort" text NOT NULL,
	"maker" text,
	"model" text,
	"serial" text,
	CONSTRAINT "private_devices_site_id_label_pk" PRIMARY KEY("site_id","label")
);
--> statement-breakpoint
CREATE INDEX "private_devices_holder" ON "private_devices" USING btree ("site_id","holder_id");--> statement-breakpoint
GRANT SELECT, INSERT ON private_devices TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON private_devices TO sekisho_retention, sekisho_audit_ro, sekisho_backup;
