import { roleNames } from '../../authority/role-names.ts';
import type { Pool } from '../../db/pool.ts';
import { listReviewLines } from './list-review-lines.ts';
import { type ReviewLine, reviewDecisionNames, rightKindNames } from './review-line.ts';
import type { ReviewKey } from './review-rows.ts';

const columns = [
  ...['種別', '役割', '庁舎', '範囲', '人又は機械', '識別子', '始まり', '終わり', '最後の使用'],
  ...['90日を超えて不使用', '決定', '決めた人', '決めた日時'],
];

/** The lines of a review as cells, all of them. */
export async function reviewCsvLines(
  pool: Pool,
  key: ReviewKey,
  now: Date,
): Promise<readonly (readonly string[])[]> {
  const lines: (readonly string[])[] = [columns];
  let after: string | null | undefined;
  while (after !== null) {
    const page = await listReviewLines(pool, { key, now, limit: 200, after });
    lines.push(...page.items.map(cellsOf));
    after = page.next;
  }
  return lines;
}

function cellsOf(line: ReviewLine): readonly string[] {
  const names: Readonly<Record<string, string>> = roleNames;
  const { kind, role, siteId, scope, holder, id, from, until, lastUsedAt, isUnused, isDue, decided } = line;
  const decision = decided === null ? (isDue ? '未決定' : '') : reviewDecisionNames[decided.decision];
  return [
    ...[rightKindNames[kind], role === null ? '' : (names[role] ?? role), siteId ?? '', scope ?? ''],
    ...[holder, id, from.toISOString(), until?.toISOString() ?? '', lastUsedAt?.toISOString() ?? ''],
    ...[isUnused ? '不使用' : '', decision, decided?.by ?? '', decided?.at.toISOString() ?? ''],
  ];
}
