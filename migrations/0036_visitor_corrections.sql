-- Which entries put something of a visitor right, so that lists show what it was beside what it is. By hand: this line, grants, rows.
CREATE TABLE "visitor_corrections" (
	"site_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "visitor_corrections_site_id_member_id_seq_pk" PRIMARY KEY("site_id","member_id","seq")
);--> statement-breakpoint
GRANT SELECT, INSERT ON visitor_corrections TO sekisho_app;--> statement-breakpoint
GRANT SELECT ON visitor_corrections TO sekisho_retention, sekisho_audit_ro, sekisho_backup;--> statement-breakpoint
INSERT INTO visitor_corrections (site_id, member_id, seq)
SELECT m.site_id, m.member_id, e.seq FROM (SELECT DISTINCT site_id, member_id FROM members) m
JOIN entries e ON e.site_id = m.site_id AND e.person_id = m.member_id
WHERE e.kind IN ('visit-corrected', 'visitor-put-back')
UNION
SELECT m.site_id, m.member_id, e.seq FROM (SELECT DISTINCT site_id, member_id FROM members) m
JOIN entry_persons p ON p.site_id = m.site_id AND p.person_id = m.member_id
JOIN entries e ON e.site_id = p.site_id AND e.seq = p.seq AND e.recorded_at = p.recorded_at
WHERE e.kind = 'visit-corrected';
