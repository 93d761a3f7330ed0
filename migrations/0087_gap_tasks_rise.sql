-- A task for a gap that nobody does rises to the superior of whoever gave it. Of those given before, whoever gave them is taken for the officer
-- of the zone. Generated but for the default and what is due of them.
ALTER TABLE "gap_tasks" ADD COLUMN "rises_to" text DEFAULT 'security-officer' NOT NULL;
--> statement-breakpoint
ALTER TABLE "gap_tasks" ALTER COLUMN "rises_to" DROP DEFAULT;
--> statement-breakpoint
INSERT INTO "deadlines" ("site_id", "kind", "ref", "due_at")
SELECT "site_id", 'gap-task-risen', "task_id" || ' ' || "assignee_id" || ' ' || "zone_id" || ' ' || "rises_to", "due_at" + interval '3 days'
FROM "gap_tasks" WHERE "until_seq" IS NULL AND "state" = 'open';
