-- 鍵貸出簿 names who lent a key and who took it back, longer than the log keeps the months of those acts. Generated but for this line.
ALTER TABLE "zone_keys" ADD COLUMN "changed_by" text;