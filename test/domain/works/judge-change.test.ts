import { expect, it } from 'vitest';
import { type ChangeFacts, judgeChange } from '../../../src/works/plan/judge-change.ts';
import type { PersonKind } from '../../../src/zones/regulation/person-kinds.ts';

const of = (kind: PersonKind) => ({ kind, name: null, affiliation: null });
const facts: ChangeFacts = {
  permit: { asked: [{ row: 't1r49' }] },
  deciders: ['decider'],
  known: new Map([
    ['worker', of('visitor')],
    ['guest-of-decider', of('visitor')],
    ['guest-of-other', of('visitor')],
    ['decider', of('visitor')],
    ['clerk', of('staff')],
  ]),
  barred: new Map([
    ['guest-of-decider', new Set(['decider'])],
    ['guest-of-other', new Set(['other'])],
  ]),
};

it.each([
  ['a worker whom nobody is bound to', 'worker', undefined],
  ['a visitor whom somebody hosts who decided nothing', 'guest-of-other', undefined],
  ['a visitor whom somebody hosts who decided', 'guest-of-decider', '判断できない人'],
  ['whoever decided', 'decider', '許可した人は加われません'],
  ['staff, in a plan of a contractor', 'clerk', '職員か業者か'],
  ['nobody', 'stranger', '知られていない'],
])('of a work that was decided, a change to %s', (_, person, refused) => {
  const faults = judgeChange(['worker', person], facts);
  expect(faults.length).toBe(refused === undefined ? 0 : 1);
  if (refused !== undefined) {
    expect(faults[0]).toEqual({ at: '/persons/1', message: expect.stringContaining(refused) });
  }
});
