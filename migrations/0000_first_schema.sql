-- The first schema. Generated, then by hand: entries and personal_records are partitioned (by month; by record class, then month).
CREATE TABLE "conditions" (
	"site_id" uuid NOT NULL,
	"condition" text NOT NULL,
	"place" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"since_seq" bigint NOT NULL,
	CONSTRAINT "conditions_site_id_condition_place_pk" PRIMARY KEY("site_id","condition","place")
);
--> statement-breakpoint
CREATE TABLE "custody" (
	"site_id" uuid NOT NULL,
	"visitor_id" uuid NOT NULL,
	"escort_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"since_seq" bigint NOT NULL,
	CONSTRAINT "custody_site_id_visitor_id_pk" PRIMARY KEY("site_id","visitor_id")
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"site_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deadlines_site_id_kind_ref_pk" PRIMARY KEY("site_id","kind","ref")
);
--> statement-breakpoint
CREATE TABLE "door_states" (
	"site_id" uuid NOT NULL,
	"door_id" text NOT NULL,
	"position" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"since_seq" bigint NOT NULL,
	CONSTRAINT "door_states_site_id_door_id_pk" PRIMARY KEY("site_id","door_id")
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"site_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"zone_id" text,
	"certainty" text,
	"since" timestamp (3) with time zone,
	"since_seq" bigint,
	"pending_door" text,
	"pending_from" text,
	"pending_to" text,
	"pending_until" timestamp (3) with time zone,
	CONSTRAINT "presence_site_id_person_id_pk" PRIMARY KEY("site_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "waits" (
	"site_id" uuid NOT NULL,
	"door_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"since_seq" bigint NOT NULL,
	CONSTRAINT "waits_site_id_door_id_person_id_pk" PRIMARY KEY("site_id","door_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"site_id" uuid NOT NULL,
	"raised_seq" bigint NOT NULL,
	"ordinal" smallint NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"active" boolean NOT NULL,
	"priority" integer NOT NULL,
	"door_id" text,
	"gateway_id" text,
	"person_id" uuid,
	"raised_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alarms_site_id_raised_seq_ordinal_pk" PRIMARY KEY("site_id","raised_seq","ordinal")
);
--> statement-breakpoint
CREATE TABLE "gateway_epochs" (
	"site_id" uuid NOT NULL,
	"gateway_id" text NOT NULL,
	"epoch" uuid NOT NULL,
	"seen" "int8multirange" NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "gateway_epochs_site_id_gateway_id_epoch_pk" PRIMARY KEY("site_id","gateway_id","epoch")
);
--> statement-breakpoint
CREATE TABLE "gateway_states" (
	"site_id" uuid NOT NULL,
	"gateway_id" text NOT NULL,
	"heard_at" timestamp (3) with time zone NOT NULL,
	"clock_offset_ms" bigint NOT NULL,
	CONSTRAINT "gateway_states_site_id_gateway_id_pk" PRIMARY KEY("site_id","gateway_id")
);
--> statement-breakpoint
CREATE TABLE "quarantined_events" (
	"site_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"gateway_id" text NOT NULL,
	"received" text NOT NULL,
	"fault" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quarantined_events_site_id_seq_pk" PRIMARY KEY("site_id","seq")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"site_id" uuid NOT NULL,
	"gateway_id" text NOT NULL,
	"epoch" uuid NOT NULL,
	"gateway_seq" bigint NOT NULL,
	"digest" "bytea" NOT NULL,
	"conflict_digest" "bytea",
	"seq" bigint,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"answer" text NOT NULL,
	CONSTRAINT "receipts_site_id_gateway_id_epoch_gateway_seq_pk" PRIMARY KEY("site_id","gateway_id","epoch","gateway_seq")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"site_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text NOT NULL,
	"person_id" uuid,
	"card_id" uuid,
	"door_id" text,
	"zones" text[],
	"verdict" text,
	"reasons" text[],
	"text" text NOT NULL,
	CONSTRAINT "entries_site_id_seq_recorded_at_pk" PRIMARY KEY("site_id","seq","recorded_at")
) PARTITION BY RANGE ("recorded_at");
--> statement-breakpoint
CREATE TABLE "heads" (
	"site_id" uuid PRIMARY KEY NOT NULL,
	"epoch" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"rules_seq" bigint NOT NULL,
	"system_identifier" text NOT NULL,
	"timeline" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leaf_hashes" (
	"site_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "leaf_hashes_site_id_seq_pk" PRIMARY KEY("site_id","seq")
);
--> statement-breakpoint
CREATE TABLE "moves" (
	"site_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"seq" bigint NOT NULL,
	"ordinal" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"zone_id" text,
	"certainty" text NOT NULL,
	CONSTRAINT "moves_site_id_person_id_recorded_at_seq_ordinal_pk" PRIMARY KEY("site_id","person_id","recorded_at","seq","ordinal")
);
--> statement-breakpoint
CREATE TABLE "personal_records" (
	"record_class" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"site_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"salt" "bytea" NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "personal_records_site_id_seq_record_class_recorded_at_pk" PRIMARY KEY("site_id","seq","record_class","recorded_at")
) PARTITION BY LIST ("record_class");
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"token_id" text PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL,
	"holder_type" text NOT NULL,
	"holder_id" text NOT NULL,
	"site_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"holder" text NOT NULL,
	"key" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"answer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_holder_key_pk" PRIMARY KEY("holder","key")
);
--> statement-breakpoint
CREATE TABLE "live_tickets" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"site_id" uuid NOT NULL,
	"token_id" text NOT NULL,
	"origin" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_assignments" (
	"assignment_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"holder_type" text NOT NULL,
	"holder_id" text NOT NULL,
	"role" text NOT NULL,
	"site_id" uuid,
	"scope" text,
	"given_by" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "role_assignments_assignment_id_from_seq_pk" PRIMARY KEY("assignment_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"card_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"format" text NOT NULL,
	"facility" text NOT NULL,
	"number" text NOT NULL,
	"person_id" uuid,
	"state" text NOT NULL,
	"state_reason" text,
	"active_from" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"replaces" uuid,
	CONSTRAINT "cards_card_id_from_seq_pk" PRIMARY KEY("card_id","from_seq"),
	CONSTRAINT "cards_state" CHECK (state in ('active', 'suspended', 'lost', 'stolen', 'damaged', 'returned', 'destroyed'))
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"contract_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"company" text NOT NULL,
	"purpose" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"end_reason" text,
	CONSTRAINT "contracts_contract_id_from_seq_pk" PRIMARY KEY("contract_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"person_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"organisation_id" uuid,
	"contract_id" uuid,
	"affiliation" text,
	"name" text,
	"name_kana" text,
	"name_key" text,
	"employee_number" text,
	CONSTRAINT "persons_person_id_from_seq_pk" PRIMARY KEY("person_id","from_seq"),
	CONSTRAINT "persons_state" CHECK (state in ('active', 'suspended', 'left'))
);
--> statement-breakpoint
CREATE TABLE "schedule_extensions" (
	"site_id" uuid NOT NULL,
	"extension_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"organisation_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schedule_extensions_site_id_extension_id_from_seq_pk" PRIMARY KEY("site_id","extension_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "standing_permissions" (
	"site_id" uuid NOT NULL,
	"permission_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"person_id" uuid NOT NULL,
	"zone_ids" text[] NOT NULL,
	"schedule_id" text NOT NULL,
	"state" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"during_lockdown" boolean NOT NULL,
	"applicant_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"approvals" jsonb NOT NULL,
	"outsider" jsonb,
	"reason" text,
	"review_by" timestamp (3) with time zone,
	"replaces" uuid,
	CONSTRAINT "standing_permissions_site_id_permission_id_from_seq_pk" PRIMARY KEY("site_id","permission_id","from_seq"),
	CONSTRAINT "standing_permissions_state" CHECK (state in ('requested', 'returned', 'approved', 'to-review', 'rejected', 'withdrawn', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "determinations" (
	"determination_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"organisation_id" uuid NOT NULL,
	"policy" text NOT NULL,
	"state" text NOT NULL,
	"row" text NOT NULL,
	"class" integer NOT NULL,
	"value" text NOT NULL,
	"words" text NOT NULL,
	"basis" text NOT NULL,
	"held_by" jsonb,
	"proposed_by" uuid,
	"decided_by" uuid,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"effective_until" timestamp (3) with time zone,
	CONSTRAINT "determinations_determination_id_from_seq_pk" PRIMARY KEY("determination_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "openings" (
	"site_id" uuid NOT NULL,
	"opening_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"kind" text NOT NULL,
	"zone_id" text NOT NULL,
	"row" text NOT NULL,
	"basis" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "openings_site_id_opening_id_from_seq_pk" PRIMARY KEY("site_id","opening_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"organisation_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"parent_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "organisations_organisation_id_from_seq_pk" PRIMARY KEY("organisation_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "plan_elements" (
	"site_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"element_id" text NOT NULL,
	"from_seq" bigint NOT NULL,
	"until_seq" bigint,
	"body" jsonb NOT NULL,
	"closed_reason" text,
	CONSTRAINT "plan_elements_site_id_kind_element_id_from_seq_pk" PRIMARY KEY("site_id","kind","element_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"site_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "custody_escort" ON "custody" USING btree ("site_id","escort_id");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("site_id","due_at");--> statement-breakpoint
CREATE INDEX "presence_pending" ON "presence" USING btree ("site_id","pending_door") WHERE pending_door is not null;--> statement-breakpoint
CREATE INDEX "alarms_open" ON "alarms" USING btree ("site_id","state","raised_seq");--> statement-breakpoint
CREATE INDEX "alarms_active" ON "alarms" USING btree ("site_id","kind","active");--> statement-breakpoint
CREATE INDEX "receipts_age" ON "receipts" USING brin ("recorded_at");--> statement-breakpoint
CREATE INDEX "entries_person" ON "entries" USING btree ("site_id","person_id","seq");--> statement-breakpoint
CREATE INDEX "entries_card" ON "entries" USING btree ("site_id","card_id","seq");--> statement-breakpoint
CREATE INDEX "entries_door" ON "entries" USING btree ("site_id","door_id","seq");--> statement-breakpoint
CREATE INDEX "entries_time" ON "entries" USING btree ("site_id","recorded_at","seq");--> statement-breakpoint
CREATE INDEX "moves_zone" ON "moves" USING btree ("site_id","zone_id","recorded_at");--> statement-breakpoint
CREATE INDEX "api_tokens_holder" ON "api_tokens" USING btree ("holder_type","holder_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_assignments_current" ON "role_assignments" USING btree ("assignment_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "role_assignments_holder" ON "role_assignments" USING btree ("holder_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_current" ON "cards" USING btree ("card_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_number" ON "cards" USING btree ("number","facility","format") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "cards_number_versions" ON "cards" USING btree ("number","facility","format","from_seq");--> statement-breakpoint
CREATE INDEX "cards_person" ON "cards" USING btree ("person_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_current" ON "contracts" USING btree ("contract_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "persons_current" ON "persons" USING btree ("person_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "persons_employee_number" ON "persons" USING btree ("employee_number") WHERE until_seq is null and state <> 'left';--> statement-breakpoint
CREATE INDEX "persons_name" ON "persons" USING btree ("name_key") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "persons_contract" ON "persons" USING btree ("contract_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "schedule_extensions_unit" ON "schedule_extensions" USING btree ("site_id","organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "standing_permissions_current" ON "standing_permissions" USING btree ("site_id","permission_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "standing_permissions_person" ON "standing_permissions" USING btree ("site_id","person_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "standing_permissions_versions" ON "standing_permissions" USING btree ("site_id","person_id","from_seq");--> statement-breakpoint
CREATE INDEX "standing_permissions_anywhere" ON "standing_permissions" USING btree ("person_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "determinations_current" ON "determinations" USING btree ("determination_id") WHERE until_seq is null;--> statement-breakpoint
CREATE INDEX "determinations_cell" ON "determinations" USING btree ("organisation_id","row","class");--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_current" ON "organisations" USING btree ("organisation_id") WHERE until_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_elements_current" ON "plan_elements" USING btree ("site_id","kind","element_id") WHERE until_seq is null;