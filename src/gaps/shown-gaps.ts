import { dayAt } from '../zones/hours/day-at.ts';
import { evidenceKinds } from './evidence-by-row.ts';
import { type GapLine, type GapReport, gapStates } from './gap-line.ts';

/** A report as people read it: the same words and numbers on paper, in a spreadsheet and for programs. */
export type ShownGaps = {
  readonly summary: readonly (readonly [words: string, count: number])[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export const gapColumns = [
  '区域',
  'クラス',
  '行',
  '条項',
  '事項',
  '求められる値',
  '根拠',
  '状況',
  '証跡の種類',
  '証跡',
  '日数',
  '不足',
  '期限',
] as const;

/** Shows a report in the days of a site's own time zone. Lines that ask nothing are counted and not listed. */
export function shownGaps(
  report: GapReport,
  values: Readonly<Record<string, string>>,
  timeZone: string,
): ShownGaps {
  const zones = new Map(report.zones.map((zone) => [zone.id, zone]));
  return {
    summary: Object.entries(gapStates).map(([state, words]) => [words, countOf(report, state)]),
    columns: gapColumns,
    rows: listedLines(report).map((line) => {
      const zone = zones.get(line.zone);
      return [
        `${zone?.name ?? ''}（${line.zone}）`,
        zone?.class === null ? '未決定' : String(zone?.class ?? ''),
        line.row,
        line.clause,
        line.title,
        values[line.value] ?? line.value,
        line.chain.map(({ source }) => source).join(' → '),
        gapStates[line.state],
        evidenceKinds[line.by],
        line.evidence.map(({ ref }) => ref).join('、'),
        line.days === null ? '' : String(line.days),
        line.missing.join('／'),
        line.until === undefined ? '' : lastDayUntil(line.until, timeZone),
      ];
    }),
  };
}

/** What somebody has to know of: every line but those that ask nothing. */
export function listedLines({ lines }: Pick<GapReport, 'lines'>): readonly GapLine[] {
  return lines.filter(({ state }) => state !== 'not-asked');
}

function countOf({ counts }: GapReport, state: string): number {
  return Object.entries(counts).find(([name]) => name === state)?.[1] ?? 0;
}

/** The last day on which what holds until a moment still does. */
function lastDayUntil(until: Date, timeZone: string): string {
  return dayAt(new Date(until.getTime() - 1), timeZone);
}
