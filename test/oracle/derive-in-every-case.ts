import type { DeterminationClause } from '../../src/zones/regulation/determination-clause.ts';
import type { ConditionalFacts } from '../support/any-clauses.ts';
import { deriveRequirement } from './derive-requirement.ts';

/** One way the case may turn out to be, everything known. `undefined`: none that any clause names. */
type Case = {
  readonly person: string | undefined;
  readonly purpose: string | undefined;
  readonly part: string | undefined;
  readonly conditions: readonly string[];
  readonly times: ReadonlySet<string>;
};

export type DerivedInEveryCase = {
  /** The hardest answer; several where they are equally hard. */
  readonly values: readonly string[];
  readonly undetermined: boolean;
  readonly depends: boolean;
};

/**
 * Clauses answered a second time, without any logic of the unknown: every case that is possible as far as anybody knows
 * is tried out, in each the first clause that matches is put in the place of the whole determination, and the plain
 * evaluator answers. The hardest answer holds.
 */
export function deriveInEveryCase(facts: ConditionalFacts): DerivedInEveryCase {
  const answers = [...everyCase(facts)].map((one) =>
    deriveRequirement({ ...facts, layers: asIn(one, facts) }),
  );
  const hardest = Math.max(...answers.map(({ value }) => hardness(value)));
  return {
    values: answers.map(({ value }) => value).filter((value) => hardness(value) === hardest),
    undetermined: answers.some(({ undetermined }) => undetermined),
    depends: new Set(answers.map(({ value }) => value)).size > 1,
  };
}

function hardness(value: string): number {
  if (value === 'required' || value === 'notification') return 1;
  if (value === 'permission') return 2;
  if (value === 'forbidden-unless-permitted') return 3;
  return value === 'forbidden' ? 4 : 0;
}

function asIn(one: Case, { row, layers }: ConditionalFacts): ConditionalFacts['layers'] {
  const offered = layers.policy.rows[row].choices ?? [];
  const determinations = layers.determinations.flatMap(({ clauses, ...rest }) => {
    if (clauses === undefined) return [rest];
    if (clauses.some(({ value }) => !offered.includes(value))) return [];
    const answer = clauses.find((clause) => matches(clause, one));
    if (answer === undefined) throw new Error('the last clause is for every case');
    return [{ ...rest, value: answer.value }];
  });
  return { ...layers, determinations };
}

function matches({ persons, purposes, part, times, conditions }: DeterminationClause, one: Case): boolean {
  if (persons !== undefined && !persons.some((person) => person === one.person)) return false;
  if (purposes !== undefined && !purposes.some((purpose) => purpose === one.purpose)) return false;
  if (part !== undefined && part !== one.part) return false;
  if (times !== undefined && !one.times.has(JSON.stringify(times))) return false;
  return (conditions ?? []).every((condition) => one.conditions.includes(condition));
}

function* everyCase(facts: ConditionalFacts): Generator<Case> {
  const { known, layers } = facts;
  const clauses = layers.determinations.flatMap((one) => one.clauses ?? []);
  const named = <Code>(codes: readonly (Code | undefined)[]) => [...new Set(codes), undefined];
  const persons = known.person ? [known.person] : named(clauses.flatMap((clause) => clause.persons ?? []));
  const purposes = known.purpose
    ? [known.purpose]
    : named(clauses.flatMap((clause) => clause.purposes ?? []));
  const parts = known.part ? [known.part] : named(clauses.map((clause) => clause.part));
  const codes = new Set(clauses.flatMap((clause) => clause.conditions ?? []));
  const conditions = known.conditions ? [known.conditions] : [...subsets([...codes])];
  const times = new Set(clauses.flatMap((clause) => (clause.times ? [JSON.stringify(clause.times)] : [])));
  const truths = new Map([...times].map((one) => [one, known.clock ? isOn(one, facts) : undefined]));
  const on = [...times].filter((one) => truths.get(one) === true);
  const unsure = [...times].filter((one) => truths.get(one) === undefined);
  for (const person of persons)
    for (const purpose of purposes)
      for (const part of parts)
        for (const met of conditions)
          for (const more of subsets(unsure))
            yield { person, purpose, part, conditions: met, times: new Set([...on, ...more]) };
}

function* subsets<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let mask = 0; mask < 2 ** items.length; mask++) yield items.filter((_, n) => mask & (1 << n));
}

/** In Japan, where no clock is ever changed: nine hours after UTC, today's hours and what yesterday's left of the night. */
function isOn(text: string, { at, site }: ConditionalFacts): boolean | undefined {
  const times: NonNullable<DeterminationClause['times']> = JSON.parse(text);
  const hours = 'schedule' in times ? site.schedules.find(({ id }) => id === times.schedule) : times;
  if (hours === undefined) return undefined;
  for (const daysBack of [0, 1]) {
    const begun = new Date(at.getTime() + 9 * 3_600_000 - daysBack * 86_400_000).toISOString();
    const date = begun.slice(0, 10);
    const own = site.calendar.find(({ on }) => on === date)?.day;
    if (own === 'holiday' && hours.onHolidays === 'closed') continue;
    const minute = minutes(begun.slice(11, 16)) + daysBack * 1440;
    for (const { weekdays, from, until } of hours.hours) {
      if (!weekdays.includes(new Date(`${date}T00:00:00Z`).getUTCDay() || 7)) continue;
      const end = minutes(until) + (minutes(until) <= minutes(from) ? 1440 : 0);
      if (minutes(from) <= minute && minute < end) return true;
    }
  }
  return false;
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
