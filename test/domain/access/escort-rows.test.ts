import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import { noCustody } from '../../../src/access/decide/facts/custody-facts.ts';
import { type DutyWord, facts } from '../../support/facts.ts';

/** Whom rows 34 and 35 concern, by the row that does. */
const rowOf = {
  visitor: 't1r35',
  courier: 't1r35',
  'card-lent': 't1r34',
  'other-ministry': 't1r34',
  'emergency-services': 't1r34',
} as const;

const kinds = Object.keys(rowOf) as readonly (keyof typeof rowOf)[];
const classes = [1, 2, 3] as const;
const words: readonly DutyWord[] = ['required', 'undetermined', 'not-required'];

/** Everybody of every kind, into every class from the one below, as each row may stand. */
const everyWay = kinds.flatMap((kind) =>
  classes.flatMap((zoneClass) => words.map((word) => [kind, zoneClass, word] as const)),
);

function verdictOf(
  kind: keyof typeof rowOf,
  zoneClass: number,
  word: DutyWord,
  escort: 'present' | 'awaited' | 'missing' | 'over-ratio',
) {
  const to = { id: 'office', class: zoneClass, handover: true, duties: { [rowOf[kind]]: word } };
  const from = { id: 'corridor', class: zoneClass - 1 };
  return decidePassage(facts({ from, to, person: { kind, visit: {}, escort } }));
}

describe('an escort (rows 34, 35)', () => {
  it.each(everyWay)('is asked of a %s into class %s where the row is %s', (kind, zoneClass, word) => {
    const isAsked = word !== 'not-required';
    expect(verdictOf(kind, zoneClass, word, 'present').verdict).toBe('grant');
    expect(verdictOf(kind, zoneClass, word, 'awaited').verdict).toBe(isAsked ? 'wait' : 'grant');
    expect(verdictOf(kind, zoneClass, word, 'over-ratio').verdict).toBe(isAsked ? 'wait' : 'grant');
    const alone = verdictOf(kind, zoneClass, word, 'missing');
    expect(alone.verdict).toBe(isAsked ? 'deny' : 'grant');
    const cited = alone.reasons.filter(({ code }) => code === 'escort-missing').map(({ row }) => row);
    expect(cited).toEqual(isAsked ? [rowOf[kind]] : []);
  });

  it.each(everyWay)(
    'holds no %s back who leaves class %s, however the row stands: %s',
    (kind, zoneClass, word) => {
      const from = { id: 'office', class: zoneClass, duties: { [rowOf[kind]]: word } };
      const to = { id: 'corridor', class: zoneClass - 1 };
      const held = { escort: 'sato', mode: 'read', state: 'living', apartSince: undefined } as const;
      for (const escort of ['awaited', 'missing', 'wrong', 'not-staff', 'over-ratio'] as const) {
        const custody = { ...noCustody, held };
        const person = { kind, visit: {}, escort, custody };
        expect(decidePassage(facts({ from, to, person })).verdict).toBe('grant');
      }
    },
  );
});
