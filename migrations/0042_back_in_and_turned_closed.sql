-- Whoever comes back waits to be met anew, since then; and for whom a hearing turned closed it stays so, whatever hours it gets. By hand: this line.
ALTER TABLE "arrivals" ADD COLUMN "back_in_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "arrivals" ADD COLUMN "turned_closed_at" timestamp (3) with time zone;