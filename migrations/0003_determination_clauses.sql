-- A 府省庁の判断 may answer case by case: its clauses stand beside the strictest value. Purposes are listed for them. By hand: grants.
CREATE TABLE "purposes" (
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"words" text NOT NULL,
	CONSTRAINT "purposes_organisation_id_code_pk" PRIMARY KEY("organisation_id","code")
);
--> statement-breakpoint
ALTER TABLE "determinations" ADD COLUMN "clauses" jsonb;--> statement-breakpoint
ALTER TABLE "determinations" ADD CONSTRAINT "determinations_value_of_a_clause" CHECK (clauses @> jsonb_build_array(jsonb_build_object('value', value)));--> statement-breakpoint
ALTER TABLE "determinations" ADD CONSTRAINT "determinations_last_clause_plain" CHECK (not clauses -> -1 ?| '{persons,purposes,part,times,conditions}');--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON purposes TO sekisho_app;
--> statement-breakpoint
GRANT SELECT ON purposes TO sekisho_retention, sekisho_backup, sekisho_audit_ro;
