import { describe, expect, it } from 'vitest';
import type { Camera } from '../../../src/works/cameras/judge-cameras.ts';
import { type BeginningFacts, judgeBeginning } from '../../../src/works/occurrences/judge-beginning.ts';
import { type CrewFacts, judgeCrew } from '../../../src/works/plan/judge-crew.ts';
import { judgeUrgentWork } from '../../../src/works/plan/judge-urgent-work.ts';
import type { WorkTerms } from '../../../src/works/plan/work-terms.ts';

const now = new Date('2026-04-06T13:00:00.000Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const terms: WorkTerms = { form: 'once', attendants: ['clerk'], tools: [] };
const camera: Camera = {
  code: 'c-1',
  state: 'working',
  zoneId: 'server',
  validFrom: later(-24),
  validUntil: null,
};
const leave = { by: 'officer', at: now.toISOString() };
const asks = (row: string, value: string) =>
  ({ row, zone: 'server', value }) as BeginningFacts['lines'][number];
const there = new Map([['clerk', 'server']]);
const outside = new Map([['clerk', 'office']]);
const rows = [asks('t1r49', 'required'), asks('t1r50', 'not-required')];

/** What a work begins with, and a word of why it does not; null = it begins. */
const beginnings: readonly [string, Partial<BeginningFacts>, string | null][] = [
  ['its attendant in the zone', {}, null],
  ['nobody who attends', { attendant: undefined }, '行49'],
  ['an attendant who is elsewhere', { places: outside }, '区域にいません'],
  ['an attendant nobody knows the place of', { places: new Map() }, '区域にいません'],
  ['an attendant the plan does not name', { attendant: 'other' }, '計画にない'],
  ['nobody, where no row asks', { attendant: undefined, lines: [asks('t1r49', 'not-required')] }, null],
  ['nobody, where their own row asks', { attendant: undefined, lines: [asks('t1r47', 'required')] }, '行47'],
  ['no camera where row 50 asks', { lines: [...rows, asks('t1r50', 'required')] }, 'カメラ'],
  [
    'a camera where row 48 asks',
    { lines: [asks('t1r48', 'required')], terms: { ...terms, cameras: ['c-1'] } },
    null,
  ],
  [
    'a camera of another zone',
    {
      lines: [asks('t1r50', 'required')],
      terms: { ...terms, cameras: ['c-1'] },
      cameras: [{ ...camera, zoneId: 'office' }],
    },
    '行50',
  ],
  [
    'a camera that is out of order by now',
    {
      lines: [asks('t1r50', 'required')],
      terms: { ...terms, cameras: ['c-1'] },
      cameras: [{ ...camera, state: 'out-of-order' }],
    },
    '動いている監視カメラがありません',
  ],
  [
    'a camera that is out of order where no row asks for one',
    { terms: { ...terms, cameras: ['c-1'] }, cameras: [{ ...camera, state: 'out-of-order' }] },
    null,
  ],
  ['a tool without leave', { terms: { ...terms, tools: [{ tool: 'open-flame', leave: null }] } }, '火気'],
  ['a tool with leave', { terms: { ...terms, tools: [{ tool: 'open-flame', leave }] } }, null],
  [
    'an hour of its own',
    { terms: { ...terms, windows: [{ from: now.toISOString(), until: later(1).toISOString() }] } },
    null,
  ],
  [
    'an hour that has just ended',
    { terms: { ...terms, windows: [{ from: later(-1).toISOString(), until: now.toISOString() }] } },
    '時間',
  ],
];

describe('the beginning of a work', () => {
  it.each(beginnings)('with %s', (_, over, says) => {
    const refusal = judgeBeginning({
      terms,
      lines: rows,
      places: there,
      cameras: [camera],
      attendant: 'clerk',
      now,
      ...over,
    });
    if (says === null) expect(refusal).toBeUndefined();
    else expect(refusal?.detail).toContain(says);
  });
});

const contract: CrewFacts['contract'] = { validFrom: later(-24), validUntil: later(24), ended: false };
const facts: CrewFacts = {
  contract,
  contractOf: new Map([['smith', 'firm']]),
  inOffice: new Set(['clerk']),
};
const crew = {
  workers: ['smith'],
  terms: { contract: 'firm', attendants: ['clerk'] },
  from: now,
  until: later(2),
};
const consent = [{ persons: ['smith'], consent: 'c-12' }];

/** Who comes and under what, and where it is wrong. */
const crews: readonly [string, Parameters<typeof judgeCrew>[0], Partial<CrewFacts>, readonly string[]][] = [
  ['workers of the contract', crew, {}, []],
  ['a contract that is none', crew, { contract: undefined }, ['/terms/contract']],
  ['a contract that was ended', crew, { contract: { ...contract, ended: true } }, ['/terms/contract']],
  ['a work longer than the contract', { ...crew, until: later(25) }, {}, ['/terms/contract']],
  ['whoever is of another firm', crew, { contractOf: new Map([['smith', 'other']]) }, ['/persons/0']],
  [
    'whoever is of a firm that was consented to',
    { ...crew, terms: { ...crew.terms, subcontracts: consent } },
    { contractOf: new Map([['smith', 'other']]) },
    [],
  ],
  ['an attendant out of office', crew, { inOffice: new Set() }, ['/terms/attendants/0']],
  [
    'whoever attends their own work',
    { ...crew, workers: ['clerk'], terms: { attendants: ['clerk'] } },
    {},
    ['/terms/attendants/0'],
  ],
];

describe('whoever works and attends', () => {
  it.each(crews)('judges %s', (_, one, over, at) => {
    expect(judgeCrew(one, { ...facts, ...over }).map((fault) => fault.at)).toEqual(at);
  });
});

describe('urgent work', () => {
  const judge = (until: Date, zoneClass: number | null, places: ReadonlyMap<string, string>) =>
    judgeUrgentWork({ until, terms }, { lines: [{ zone: 'server', class: zoneClass }], places, now })?.code;

  it('begins in class 2 without an attendant, in class 3 and above or undecided never', () => {
    expect(judge(later(2), 2, outside)).toBeUndefined();
    for (const zoneClass of [3, 4, null]) expect(judge(later(2), zoneClass, outside)).toBe('conflict');
    expect(judge(later(2), 3, there)).toBeUndefined();
  });

  it('goes on for a day at most', () => {
    expect(judge(later(24), 2, there)).toBeUndefined();
    expect(judge(later(24.5), 2, there)).toBe('unprocessable');
  });
});
