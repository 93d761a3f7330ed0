import { groupBy } from '../../kernel/group-by.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { draftOf, type SaidVisit } from '../planning/draft-of.ts';
import type { CommonBody } from '../planning/draft-schemas.ts';
import type { DraftAt } from '../planning/plan-visits.ts';
import type { ListLine } from './parse-visit-list.ts';

/** What holds for a whole list; a line may say otherwise. */
export type CommonOfList = Partial<CommonBody>;

/**
 * The visits of a list: lines that say the same of day, hours, host, zones, purpose and language are members of one. `hostOf` tells who bears a 職員番号.
 * Refused where a line leaves open what the list does not say for all, or names a number of nobody.
 */
export function draftsOfList(
  lines: readonly ListLine[],
  common: CommonOfList,
  hostOf: ReadonlyMap<string, string>,
): Result<readonly DraftAt[], Refusal> {
  const groups = [...groupBy(lines, ({ line, member, ...said }) => JSON.stringify(said)).values()];
  const errors: FieldError[] = [];
  const drafts: DraftAt[] = [];
  for (const group of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const at = `/lines/${first.line}`;
    const body = bodyOf(first, common, hostOf);
    if (typeof body === 'string') errors.push({ at, message: body });
    else {
      const draft = draftOf(
        body,
        group.map(({ member }) => member),
      );
      if (!draft.ok) return draft;
      drafts.push({ draft: draft.value, at });
    }
  }
  return errors.length > 0 ? refuse({ code: 'unprocessable', errors }) : ok(drafts);
}

/** The visit that a line says, or what it leaves open. */
function bodyOf(
  { day, startsAt, endsAt, host, zones, purpose, language }: ListLine,
  common: CommonOfList,
  hostOf: ReadonlyMap<string, string>,
): SaidVisit | string {
  const [usual] = common.destinations ?? [];
  const hostId = host === undefined ? usual?.host : hostOf.get(host);
  if (hostId === undefined) {
    return host === undefined ? '訪問相手がありません' : 'この職員番号の職員はいません';
  }
  const visited = zones ?? usual?.zones;
  if (visited === undefined) return '区域がありません';
  const code = purpose ?? common.purpose;
  if (code === undefined) return '用務がありません';
  if (day === undefined && common.days === undefined && common.series === undefined)
    return '日付がありません';
  const { days, series, ...rest } = common;
  return {
    ...rest,
    purpose: code,
    destinations:
      host === undefined && zones === undefined && common.destinations !== undefined
        ? common.destinations
        : [{ host: hostId, zones: [...visited] }],
    ...(day === undefined ? { days, series } : { days: [day] }),
    startsAt: startsAt ?? common.startsAt,
    endsAt: endsAt ?? common.endsAt,
    language: language ?? common.language,
  };
}
