import { outsiderRows } from '../../zones/regulation/outsider-rows.ts';
import type { DecidingRow } from '../decide/facts/deciding-rows.ts';
import type { EscortFacts } from '../decide/facts/escort-facts.ts';
import type { PassageFacts } from '../decide/facts/passage-facts.ts';
import type { ZoneFacts } from '../decide/facts/zone-facts.ts';

/** What no entry tells of a read, and what can be said of it. */
export const untold = {
  escort: '付添いがそこにいたか',
  work: '作業に立ち会う人がいたか',
  company: 'ほかに誰がいたか',
} as const satisfies Record<string, string>;

export type Untold = keyof typeof untold;

/** One way it may have been. */
export type World = { readonly of: readonly Untold[]; readonly apply: (facts: PassageFacts) => PassageFacts };

/** What the entry itself tells of the untold. */
export type Told = { readonly escorted: boolean };

type Choice = { readonly of: Untold; readonly ways: readonly World['apply'][] };

const asItIs: World = { of: [], apply: (facts) => facts };

/**
 * Every way it may have been, as far as one of both sets of facts asks for it: where none does there is one. Those that the record
 * contradicts are for the caller to leave out.
 */
export function worldsOf(both: readonly PassageFacts[], told: Told): readonly World[] {
  const choices = [escortOf(both, told), workOf(both), companyOf(both)].filter(
    (choice): choice is Choice => choice !== undefined,
  );
  if (choices.length === 0) return [asItIs];
  return choices.reduce<readonly World[]>(
    (worlds, { of, ways }) =>
      worlds.flatMap((world) =>
        ways.map((apply) => ({
          of: [...world.of, of],
          apply: (facts: PassageFacts) => apply(world.apply(facts)),
        })),
      ),
    [asItIs],
  );
}

const everyEscort = [
  'present',
  'missing',
  'awaited',
  'not-staff',
  'wrong',
  'over-ratio',
] as const satisfies readonly EscortFacts[];

const escortRows = Object.values(outsiderRows.escort);

function escortOf(both: readonly PassageFacts[], { escorted }: Told): Choice | undefined {
  const outsider = both.some(({ person }) => person !== undefined && person.kind !== 'staff');
  if (!outsider || !asks(both, escortRows)) return undefined;
  const possible = escorted ? (['present'] as const) : everyEscort;
  return { of: 'escort', ways: possible.map((escort) => withPerson({ escort })) };
}

function workOf(both: readonly PassageFacts[]): Choice | undefined {
  if (both.every(({ person }) => person === undefined) || !asks(both, ['t1r47', 't1r49'])) return undefined;
  return {
    of: 'work',
    ways: [false, true].map((workUnattended) => withPerson({ workUnattended })),
  };
}

function companyOf(both: readonly PassageFacts[]): Choice | undefined {
  if (!both.some(({ from, to }) => from.neverAlone || to.neverAlone)) return undefined;
  const inZone = [0, 1, 2].flatMap((company) => [0, 1].map((guests) => ({ company, guests })));
  const with_ = (zone: ZoneFacts, found: (typeof inZone)[number]) =>
    zone.neverAlone ? { ...zone, ...found } : zone;
  return {
    of: 'company',
    ways: inZone.flatMap((before) =>
      inZone.map((behind): World['apply'] => (facts) => ({
        ...facts,
        from: with_(facts.from, before),
        to: with_(facts.to, behind),
      })),
    ),
  };
}

function asks(both: readonly PassageFacts[], rows: readonly DecidingRow[]): boolean {
  return both.some(({ from, to }) =>
    [from, to].some(({ duties }) => rows.some((row) => duties[row].required)),
  );
}

function withPerson(over: Partial<NonNullable<PassageFacts['person']>>): World['apply'] {
  return (facts) => (facts.person === undefined ? facts : { ...facts, person: { ...facts.person, ...over } });
}
