import type { Zone } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import type { RequirementValue } from '../regulation/requirement.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';
import type { RowId } from '../regulation/row-ids.ts';
import type { Finding, PlanFacts } from './finding.ts';

/** What stands in the building and may be limited by a row; the words name it. */
export type PlannedAct = Pick<Finding, 'at' | 'element'> & {
  readonly topic: 'adjoining' | 'separation' | 'sign';
  readonly row: RowId;
  /** The zone whose class is the column. */
  readonly zone: Zone;
  readonly words: string;
};

/**
 * Forbidden, or left open by the ministry (I7), is refused; an application or a determination opens it. Without a class
 * the column is not known yet: it is warned about, and giving the class is the act that has to stand the row.
 */
export function judgeAct(act: PlannedAct, { layersFor, at }: PlanFacts): readonly Finding[] {
  const { topic, row, zone, words, ...where } = act;
  const { value, undetermined, clause } = resolveRequirement(row, zone, at, nothingKnown, layersFor(zone));
  if (!isForbidden(value)) return [];
  const table = `別表1 行${row.slice('t1r'.length)}`;
  const severity = zone.class === null ? 'warning' : 'refused';
  return [
    undetermined
      ? {
          code: `${topic}-undetermined`,
          severity,
          ...where,
          row,
          clause,
          message: `${words}。${table}は府省庁の判断が未決定のため、まだ認められません。判断を記録するか、図面を改めてください。`,
        }
      : {
          code: `${topic}-forbidden`,
          severity,
          ...where,
          row,
          clause,
          message: `${words}。${table}で禁じられています。申請して許可を受けるか、図面を改めてください。`,
        },
  ];
}

/** Whether what stands in the building may not stay there unless an application opens it. */
export function isForbidden(value: RequirementValue): boolean {
  return value === 'forbidden' || value === 'forbidden-unless-permitted';
}

/** How a zone is called in a message. */
export function called({ name, class: zoneClass }: Zone): string {
  return `「${name}」（${zoneClass === null ? 'クラス未決定' : `クラス${zoneClass}`}）`;
}
