-- One card could be registered in two spellings, and after one was reported lost the other opened: now a card has one spelling. By hand: the floor, the two updates.
-- An older program looks a card up as it is typed and knows no twins: it would grant by them.
SELECT raise_program_floor(2);--> statement-breakpoint
DROP INDEX "cards_number";--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "twinned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- As src/kernel/canonical-card-key.ts writes them, every version of every card: what was known then is found too.
UPDATE cards SET
  format = lower(format COLLATE "C"),
  facility = CASE
    WHEN format ~* '^wiegand-' AND facility ~ '^[0-9]+$' THEN regexp_replace(facility, '^0+(?=.)', '')
    WHEN lower(format COLLATE "C") IN ('uid', 'felica-idm', 'iso15693-uid') THEN regexp_replace(upper(facility COLLATE "C"), '^0X(?=.)', '')
    ELSE upper(facility COLLATE "C")
  END,
  number = CASE
    WHEN format ~* '^wiegand-' AND number ~ '^[0-9]+$' THEN regexp_replace(number, '^0+(?=.)', '')
    WHEN lower(format COLLATE "C") IN ('uid', 'felica-idm', 'iso15693-uid') THEN regexp_replace(upper(number COLLATE "C"), '^0X(?=.)', '')
    ELSE upper(number COLLATE "C")
  END;--> statement-breakpoint
-- Cards that turn out to be one and the same. Which of them is right, an officer must say: `GET /api/v1/cards?twinned=true` lists them.
UPDATE cards SET twinned = true WHERE card_id IN (
  SELECT card_id FROM (
    SELECT card_id, count(*) OVER (PARTITION BY number, facility, format) AS cards FROM cards WHERE until_seq IS NULL
  ) AS current WHERE cards > 1
);--> statement-breakpoint
DO $$
DECLARE twins int;
BEGIN
  SELECT count(*) INTO twins FROM cards WHERE twinned AND until_seq IS NULL;
  IF twins > 0 THEN
    RAISE WARNING '% cards are registered in several spellings and open nothing until all but one are ended / 別の表記で重ねて登録された識別カードが % 枚あり、一つを残して終わらせるまで通れません: GET /api/v1/cards?twinned=true', twins, twins;
  END IF;
END $$;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_number" ON "cards" USING btree ("number","facility","format") WHERE until_seq is null and not twinned;
