-- A clock that was set back is shown by the pace of reads that look too old (ADR 0063): from which read on it is measured.
ALTER TABLE "gateway_epochs" ADD COLUMN "pace_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "gateway_epochs" ADD COLUMN "pace_since" timestamp (3) with time zone;