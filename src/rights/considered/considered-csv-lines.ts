import { clauseDecisionWords } from '../../authority/settings/decided-values.ts';
import type { ConsideredLine } from './load-considered-register.ts';

const columns = [
  ...['条項', '経済産業省の規程', '検討する事', '関所の備え'],
  ...['判断', '理由', '判断した人', '判断した日時', '版'],
  ...['設定', '設定の理由', '設定を決めた人', '設定を決めた日時'],
];

/** 設置判断台帳 as lines of cells: each clause with its newest decision. */
export function consideredCsvLines(lines: readonly ConsideredLine[]): readonly (readonly string[])[] {
  const rows = lines.map(({ clause, meti = '', subject, offers, decisions: [newest], setting }) => [
    ...[clause, meti, subject, offers],
    newest === undefined ? '未決定' : clauseDecisionWords[newest.decision],
    ...[newest?.reason ?? '', newest?.decidedBy ?? '', newest?.decidedAt.toISOString() ?? ''],
    newest?.version.toString() ?? '',
    ...[setting?.says ?? '', setting?.reason ?? ''],
    ...[setting?.decidedBy ?? '', setting?.decidedAt?.toISOString() ?? ''],
  ]);
  return [columns, ...rows];
}
