import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClauseTimes,
  type DeterminationClause,
  isRestricted,
} from '../../../src/zones/regulation/determination-clause.ts';
import { isCovered } from '../../../src/zones/regulation/is-covered.ts';
import { judgeClauses } from '../../../src/zones/regulation/judge-clauses.ts';
import { personKinds } from '../../../src/zones/regulation/person-kinds.ts';
import { possibleClauses } from '../../../src/zones/regulation/possible-clauses.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { readAnswer } from '../../../src/zones/regulation/written-answer.ts';
import { unified } from '../../support/a-ruled-zone.ts';
import { anyClauses } from '../../support/any-clauses.ts';

const names = { purposes: new Set(['press', 'works']), schedules: new Set(['open']) };
const atNight: ClauseTimes = {
  hours: [{ weekdays: [1, 2, 3, 4, 5], from: '17:00', until: '08:30' }],
  onHolidays: 'as-usual',
  onYearEnd: 'as-usual',
};

/** `index code`, for each fault. */
function faultsOf(clauses: readonly DeterminationClause[], row: RowId = 't1r24'): readonly string[] {
  return judgeClauses(unified.rows[row], clauses, names).map(({ code, index, named }) =>
    [index, code, ...(named === undefined ? [] : [named])].join(' '),
  );
}

const required = { value: 'required' } as const;
const notRequired = { value: 'not-required' } as const;

describe('judgeClauses', () => {
  it('accepts clauses that each have a case of their own, with a value for all that is left', () => {
    expect(
      faultsOf([
        { ...notRequired, persons: ['staff'], part: 'record' },
        { ...notRequired, persons: ['staff'], times: { schedule: 'open' } },
        { ...required, purposes: ['press'] },
        { ...notRequired, conditions: ['named'], words: '室の責任者が名簿に載せた者' },
        required,
      ]),
    ).toEqual([]);
  });

  it('wants a last clause that is for every case that is left', () => {
    expect(faultsOf([{ ...required, persons: ['visitor'] }])).toEqual(['0 last-is-restricted']);
  });

  it('wants no clause for every case before the last', () => {
    expect(faultsOf([required, { ...notRequired, persons: ['staff'] }, required])).toEqual([
      '0 unrestricted-before-the-last',
    ]);
  });

  it.each<[string, readonly Omit<DeterminationClause, 'value'>[]]>([
    ['the same case', [{ persons: ['staff'] }, { persons: ['staff'] }]],
    ['fewer persons', [{ persons: ['staff', 'visitor'] }, { persons: ['visitor'] }]],
    ['a part of the persons', [{ persons: ['visitor'] }, { persons: ['visitor'], part: 'record' }]],
    [
      'persons that two earlier ones share',
      [{ persons: ['staff'] }, { persons: ['visitor'] }, { persons: ['visitor', 'staff'] }],
    ],
    [
      'purposes that two earlier ones share',
      [{ purposes: ['press'] }, { purposes: ['works'] }, { purposes: ['press', 'works'], part: 'record' }],
    ],
    ['the same hours', [{ times: atNight }, { times: { ...atNight }, persons: ['staff'] }]],
    ['more conditions', [{ conditions: ['antivirus'] }, { conditions: ['supported-os', 'antivirus'] }]],
  ])('refuses a clause that an earlier one always goes before: %s', (_, restrictions) => {
    const clauses = restrictions.map((one) => ({ ...notRequired, ...one, words: '例' }));
    expect(faultsOf([...clauses, required])).toEqual([`${clauses.length - 1} never-reached`]);
  });

  it.each<[string, readonly Omit<DeterminationClause, 'value'>[]]>([
    ['one person more', [{ persons: ['staff'] }, { persons: ['staff', 'visitor'] }]],
    ['the other part', [{ part: 'record' }, { part: 'monitor' }]],
    ['other hours', [{ times: { schedule: 'open' } }, { times: atNight }]],
    ['fewer conditions', [{ conditions: ['antivirus', 'supported-os'] }, { conditions: ['antivirus'] }]],
    [
      'a purpose of anybody after one of staff',
      [{ purposes: ['press'], persons: ['staff'] }, { purposes: ['press'] }],
    ],
  ])('accepts a clause that has something left: %s', (_, restrictions) => {
    const clauses = restrictions.map((one) => ({ ...notRequired, ...one, words: '例' }));
    expect(faultsOf([...clauses, required])).toEqual([]);
  });

  it('keeps the plain value even where every kind of person is named: there may be others', () => {
    expect(faultsOf([{ ...notRequired, persons: [...personKinds] }, required])).toEqual([]);
  });

  it('refuses names that nobody has given', () => {
    expect(
      faultsOf([
        { ...notRequired, purposes: ['press', 'wedding'] },
        { ...notRequired, times: { schedule: 'closed' } },
        { ...notRequired, part: 'in' },
        required,
      ]),
    ).toEqual(['0 unknown-purpose wedding', '1 unknown-schedule closed', '2 unknown-part in']);
  });

  it('refuses a part of a row that has none', () => {
    expect(faultsOf([{ ...required, part: 'record' }, notRequired], 't1r35')).toEqual([
      '0 unknown-part record',
    ]);
  });

  it('refuses a value the row does not offer, in whichever clause it stands', () => {
    expect(faultsOf([{ value: 'permission', persons: ['visitor'] }, required], 't1r35')).toEqual([
      '0 value-not-offered',
    ]);
  });

  it('refuses conditions that nobody explains', () => {
    expect(faultsOf([{ ...notRequired, conditions: ['appointment'] }, required])).toEqual([
      '0 condition-without-words',
    ]);
  });

  it('calls a notification that somebody decides a permission', () => {
    expect(
      faultsOf(
        [
          { value: 'notification', purposes: ['press'], decider: 'zone-officer' },
          { value: 'permission', decider: 'zone-officer' },
        ],
        't2r15',
      ),
    ).toEqual(['0 notification-with-decider']);
  });

  it('refuses somebody to decide where nobody asks', () => {
    expect(faultsOf([{ value: 'forbidden', decider: 'zone-officer' }], 't2r15')).toEqual([
      '0 decider-without-application',
    ]);
  });

  it('lets somebody decide a measure case by case where it is applied for', () => {
    const asked = [{ value: 'required', part: 'out', decider: 'system-officer' }, required] as const;
    expect(faultsOf(asked, 't2r5')).toEqual([]);
    expect(faultsOf([{ ...required, decider: 'system-officer' }], 't1r24')).toEqual([
      '0 decider-without-application',
    ]);
    expect(faultsOf([{ ...notRequired, decider: 'system-officer' }], 't2r5')).toEqual([
      '0 decider-without-application',
    ]);
  });

  it('accepts a number where the row counts persons and is 要, and where it can be', () => {
    expect(faultsOf([{ ...required, number: { atLeast: 2, atMost: 5 } }], 't1r21')).toEqual([]);
    expect(faultsOf([{ ...required, number: { atLeast: 2 } }], 't1r24')).toEqual([
      '0 number-not-of-this-row',
    ]);
    expect(faultsOf([{ ...notRequired, number: { atMost: 5 } }], 't1r21')).toEqual([
      '0 number-without-measure',
    ]);
    expect(faultsOf([{ ...required, number: { atLeast: 3, atMost: 2 } }], 't1r21')).toEqual([
      '0 number-impossible',
    ]);
  });

  it('leaves only clauses that may match, and of any clauses says which may not', () => {
    fc.assert(
      fc.property(anyClauses(unified.rows.t2r15), (clauses) => {
        const reached = possibleClauses(clauses, {}).map(({ position }) => position - 1);
        const dead = clauses.flatMap((clause, index) =>
          isCovered(clause, clauses.slice(0, index).filter(isRestricted)) ? [index] : [],
        );
        expect([...reached, ...dead].toSorted()).toEqual(clauses.map((_, index) => index));
      }),
    );
  });
});

describe('readAnswer', () => {
  const { t2r15: photography } = unified.rows;

  it('keeps the strictest value beside the clauses', () => {
    const clauses = [
      { value: 'notification', purposes: ['press'] },
      { value: 'forbidden', persons: ['courier'] },
      { value: 'permission' },
    ] as const satisfies readonly DeterminationClause[];
    expect(readAnswer(photography, { clauses })).toEqual({ value: 'forbidden', clauses });
  });

  it('takes a single clause that says nothing but its value for that value', () => {
    expect(readAnswer(photography, { clauses: [{ value: 'permission' }] })).toEqual({ value: 'permission' });
    const decided = [{ value: 'permission', decider: 'zone-officer' }] as const;
    expect(readAnswer(photography, { clauses: decided })).toEqual({ value: 'permission', clauses: decided });
  });

  it('is none where both are written, or neither', () => {
    expect(readAnswer(photography, {})).toBeUndefined();
    expect(readAnswer(photography, { clauses: [] })).toBeUndefined();
    expect(
      readAnswer(photography, { value: 'permission', clauses: [{ value: 'permission' }] }),
    ).toBeUndefined();
  });
});
