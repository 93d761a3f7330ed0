import { describe, expect, it } from 'vitest';
import { judgeUrgentException } from '../../../src/permits/openings/judge-urgent-exception.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { aDetermination, aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

/** What is excepted first: for whom, in a zone of which class, until how many hours from now, and what is wrong with it. */
const cases: readonly (readonly [
  what: string,
  over: { persons?: readonly string[]; zoneClass?: number | null; hours?: number; determined?: boolean },
  refused: string | undefined,
])[] = [
  ['everybody, for an hour', {}, undefined],
  ['everybody, for a day', { hours: 24 }, undefined],
  ['everybody, for more than a day', { hours: 25 }, 'unprocessable'],
  ['somebody else', { persons: ['colleague'] }, undefined],
  ['everybody at class 3', { zoneClass: 3 }, 'conflict'],
  ['somebody else at class 3', { zoneClass: 3, persons: ['colleague'] }, 'conflict'],
  ['everybody where there is no class', { zoneClass: null }, 'conflict'],
  ['what nobody determined', { determined: false }, 'conflict'],
];

describe('an exception that is made before it is applied for', () => {
  it.each(cases)('%s', (_, { persons = [], zoneClass = 2, hours = 1, determined = true }, refused) => {
    const question = {
      asked: [{ row: 't1r19' }] as const,
      zones: [aRuledZone({ class: zoneClass })],
      circumstances: {},
      unit: null,
      opens: 'exception',
    } as const;
    const determinations = determined
      ? [aDetermination({ row: 't1r19', zoneClass: zoneClass ?? 0, value: 'required' })]
      : [];
    const refusal = judgeUrgentException(new Date(aMoment.getTime() + hours * 3_600_000), {
      kind: persons.length > 0 ? 'person-exception' : 'exception',
      rule: tellRule(question, aMoment, theLayers({ determinations })),
      now: aMoment,
    });
    expect(refusal?.code).toBe(refused);
  });
});
