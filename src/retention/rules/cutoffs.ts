import { dayMs } from '../../kernel/day-ms.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { RecordClass, recordClasses } from '../../log/entry/record-classes.ts';

/** In a rule, every organisation that has none of its own: the nil id. */
export const everyOrganisation: string = ministryLogId;

export type RetentionRule = {
  readonly recordClass: RecordClass;
  readonly organisationId: string;
  readonly days: number;
};

export type OrganisationAbove = { readonly organisationId: string; readonly parentId: string | null };

/** Before when a record of a class has to be to be erased now. What has no moment here is kept: its days are undecided. */
export type Cutoffs = {
  /** By organisation; `everyOrganisation` for what belongs to none. */
  readonly byOrganisation: ReadonlyMap<string, Date>;
  /** For what is not one organisation's: the moment of whoever keeps longest; undefined while somebody has not decided. */
  readonly ofAll: Date | undefined;
};

/** The days of an organisation: its own rule, else that of the nearest above it, else that for every organisation. */
export function daysOf(
  rules: readonly RetentionRule[],
  organisations: readonly OrganisationAbove[],
  recordClass: RecordClass,
  organisationId: string,
): number | undefined {
  const above = new Map(organisations.map((one) => [one.organisationId, one.parentId]));
  const days = new Map(
    rules.filter((rule) => rule.recordClass === recordClass).map((rule) => [rule.organisationId, rule.days]),
  );
  const seen = new Set<string>();
  for (let at: string | null = organisationId; at !== null && !seen.has(at); at = above.get(at) ?? null) {
    const own = days.get(at);
    if (own !== undefined) return own;
    seen.add(at);
  }
  return days.get(everyOrganisation);
}

/** What is over at `now`, for each class. */
export function cutoffsOf(
  rules: readonly RetentionRule[],
  organisations: readonly OrganisationAbove[],
  now: Date,
): Readonly<Record<RecordClass, Cutoffs>> {
  const ofClass = (recordClass: RecordClass): Cutoffs => {
    const ids = [everyOrganisation, ...organisations.map((one) => one.organisationId)];
    const days = ids.map((id) => [id, daysOf(rules, organisations, recordClass, id)] as const);
    const before = (count: number) => new Date(now.getTime() - count * dayMs);
    const decided = days.flatMap(([id, count]) => (count === undefined ? [] : [[id, count] as const]));
    return {
      byOrganisation: new Map(decided.map(([id, count]) => [id, before(count)])),
      ofAll:
        decided.length < days.length ? undefined : before(Math.max(...decided.map(([, count]) => count))),
    };
  };
  return {
    passage: ofClass('passage'),
    person: ofClass('person'),
    act: ofClass('act'),
    visit: ofClass('visit'),
  } satisfies Record<keyof typeof recordClasses, Cutoffs>;
}
