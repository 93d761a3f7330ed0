import { type Static, Type } from 'typebox';
import { Choice, Code, strict, Words } from '../../api/schemas.ts';
import { OpenHours } from '../plan/open-hours.ts';
import { decidingRoles } from './deciding-roles.ts';
import { personKinds } from './person-kinds.ts';
import { determinedValues } from './policy-document.ts';

const list = { minItems: 1, maxItems: 50, uniqueItems: true } as const;

/** When a clause holds: while a schedule of the site runs, or in hours of its own, by the site's clock and calendar. */
export const ClauseTimes = Type.Union([Type.Object({ schedule: Code }, strict), OpenHours]);

/**
 * One answer of a determination and the circumstances it is for (判断の場合分け). What it does not name it does not ask for;
 * one that names nothing is for every case. `number`, `decider` and `words` say more of the answer and restrict nothing.
 */
export const DeterminationClause = Type.Object(
  {
    value: determinedValues,
    persons: Type.Optional(Type.Array(Choice(personKinds), list)),
    /** Codes of the organisation's list. */
    purposes: Type.Optional(Type.Array(Code, list)),
    /** One of the parts of the row. */
    part: Type.Optional(Code),
    times: Type.Optional(ClauseTimes),
    /** Codes of what must be the case, all of them: `antivirus`, `appointment`. `words` say what they mean. */
    conditions: Type.Optional(Type.Array(Code, list)),
    /** How many persons there must be, or may be at most. */
    number: Type.Optional(
      Type.Object(
        {
          atLeast: Type.Optional(Type.Integer({ minimum: 2, maximum: 100_000 })),
          atMost: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
        },
        { ...strict, minProperties: 1 },
      ),
    ),
    /** Who decides an application. */
    decider: Type.Optional(Choice(decidingRoles)),
    words: Type.Optional(Words),
  },
  { ...strict, title: 'DeterminationClause' },
);

/** In order: the first that matches answers, and the last is for every case that is left. */
export const DeterminationClauses = Type.Array(DeterminationClause, { minItems: 1, maxItems: 20 });

export type ClauseTimes = Static<typeof ClauseTimes>;
export type DeterminationClause = Readonly<Static<typeof DeterminationClause>>;

/** What a clause may be restricted by. */
export const restrictions = [
  'persons',
  'purposes',
  'part',
  'times',
  'conditions',
] as const satisfies readonly (keyof DeterminationClause)[];

export type Restriction = (typeof restrictions)[number];

/** The restrictions of a clause alone. */
export type Restricted = { readonly [One in Restriction]?: DeterminationClause[One] | undefined };

/** Whether a clause is for some cases only. */
export function isRestricted(clause: Restricted): boolean {
  return restrictions.some((restriction) => clause[restriction] !== undefined);
}
