-- K008470 and k008470 were two members of staff: now an employee number has one form. By hand: the two updates and the warning.
DROP INDEX "persons_employee_number";--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "number_twinned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- As src/people/registry/canonical-employee-number.ts writes them, every version of every person; only half-width letters could be registered.
UPDATE persons SET employee_number = upper(employee_number COLLATE "C") WHERE employee_number <> upper(employee_number COLLATE "C");--> statement-breakpoint
-- Who of them bears the number by right an officer must say: `GET /api/v1/persons?twinned=true` lists them. Nobody's door depends on it.
UPDATE persons SET number_twinned = true WHERE until_seq IS NULL AND person_id IN (
  SELECT person_id FROM (
    SELECT person_id, count(*) OVER (PARTITION BY employee_number) AS persons FROM persons
    WHERE until_seq IS NULL AND state <> 'left' AND employee_number IS NOT NULL
  ) AS current WHERE persons > 1
);--> statement-breakpoint
DO $$
DECLARE twins int;
BEGIN
  SELECT count(*) INTO twins FROM persons WHERE number_twinned;
  IF twins > 0 THEN
    RAISE WARNING '% persons have an employee number that differs from another one''s in case alone; give all but one another number / 大文字と小文字の違いだけで同じ職員番号の人が % 人います。一人を残して番号を改めてください: GET /api/v1/persons?twinned=true', twins, twins;
  END IF;
END $$;--> statement-breakpoint
CREATE UNIQUE INDEX "persons_employee_number" ON "persons" USING btree ("employee_number") WHERE until_seq is null and state <> 'left' and not number_twinned;
