import type { Refusal } from '../../kernel/problem.ts';
import type { RuleLine } from '../../permits/rule/rule-told.ts';
import { type Camera, findUnwatched } from '../cameras/judge-cameras.ts';
import type { WorkTerms } from '../plan/work-terms.ts';

export type BeginningFacts = {
  readonly terms: WorkTerms;
  /** What the rows ask in each zone of the work. */
  readonly lines: readonly Pick<RuleLine, 'row' | 'zone' | 'value'>[];
  /** In which zone each attendant is who is in office; whoever is nowhere is not among them. */
  readonly places: ReadonlyMap<string, string>;
  /** Those of the register that the plan names. */
  readonly cameras: readonly Camera[];
  /** Who is said to attend; undefined = nobody. */
  readonly attendant: string | undefined;
  readonly now: Date;
};

const attendance: readonly string[] = ['t1r47', 't1r49'];

/**
 * Why a work cannot begin now: rows 47 and 49 ask for a named attendant who is there, rows 48 and 50 for a camera of the
 * zone that works, and some tools
 * for a leave of their own. Pure.
 */
export function judgeBeginning({
  terms,
  lines,
  places,
  cameras,
  attendant,
  now,
}: BeginningFacts): Refusal | undefined {
  const asks = (rows: readonly string[]) =>
    lines.filter(({ row, value }) => rows.includes(row) && value === 'required');
  if (!isWithin(terms, now)) return conflict('この作業の時間ではありません。');
  const withoutLeave = terms.tools.some(({ leave }) => leave === null);
  if (withoutLeave) return conflict('使用の許可がまだない道具（火気・電動工具）があります。');
  const [unwatched] = findUnwatched(lines, terms.cameras ?? [], cameras, { from: now, until: now });
  if (unwatched !== undefined) {
    return conflict(
      `カメラでの監視を要する区域 ${unwatched.zone}（別表1 行${unwatched.row.slice(3)}）に、計画に挙げた、動いている監視カメラがありません。`,
    );
  }
  return judgeAttendant(asks(attendance), { terms, lines, places, attendant });
}

/** Whoever attends a work is named by its plan and is in one of the zones that ask for it; where none does nobody need attend. */
function judgeAttendant(
  asking: BeginningFacts['lines'],
  { terms, lines, places, attendant }: Omit<BeginningFacts, 'now' | 'cameras'>,
): Refusal | undefined {
  if (attendant === undefined) {
    const [line] = asking;
    return (
      line && conflict(`立会いを要する区域です（別表1 行${line.row.slice(3)}）。立会者を示してください。`)
    );
  }
  if (!terms.attendants.includes(attendant)) return conflict('計画にない立会者です。');
  const zones = (asking.length > 0 ? asking : lines).map(({ zone }) => zone);
  const place = places.get(attendant);
  return place !== undefined && zones.includes(place)
    ? undefined
    : conflict('立会者が作業の区域にいません。立会者が入ってから始めてください。');
}

function isWithin({ windows }: WorkTerms, now: Date): boolean {
  const time = now.getTime();
  return (
    windows === undefined ||
    windows.some(({ from, until }) => Date.parse(from) <= time && time < Date.parse(until))
  );
}

function conflict(detail: string): Refusal {
  return { code: 'conflict', detail };
}
