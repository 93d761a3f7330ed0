import { describe, expect, it } from 'vitest';
import { type Camera, judgeCameras } from '../../../src/works/cameras/judge-cameras.ts';

const from = new Date('2026-04-06T20:00:00+09:00');
const until = new Date('2026-04-07T05:00:00+09:00');
const usual: Camera = {
  code: 'server-1',
  state: 'working',
  zoneId: 'server',
  validFrom: new Date('2026-04-01T00:00:00+09:00'),
  validUntil: null,
};
const plan = {
  zones: ['server', 'office'],
  named: ['server-1'],
  period: { from, until },
  lines: [
    { row: 't1r49', zone: 'server', value: 'required', undetermined: false },
    { row: 't1r50', zone: 'server', value: 'required', undetermined: false },
    { row: 't1r50', zone: 'office', value: 'not-required', undetermined: false },
  ],
} as const;

type Plan = Parameters<typeof judgeCameras>[0];

/** The cameras of a plan, those of the register, where it is wrong, and a word of why. */
const cases: readonly [string, Partial<Plan>, readonly Camera[], readonly string[], string][] = [
  ['one that watches the zone through the work', {}, [usual], [], ''],
  [
    'one that nobody registered',
    { named: ['x-9'] },
    [usual],
    ['/terms/cameras/0', '/terms/cameras'],
    'server-1',
  ],
  [
    'one of another zone',
    { named: ['hall-1'] },
    [{ ...usual, code: 'hall-1', zoneId: 'hall' }],
    ['/terms/cameras/0', '/terms/cameras'],
    '作業の区域の',
  ],
  [
    'one that is out of order',
    {},
    [{ ...usual, state: 'out-of-order' }],
    ['/terms/cameras/0', '/terms/cameras'],
    '動いている監視カメラがありません',
  ],
  [
    'one that was removed',
    {},
    [{ ...usual, state: 'removed' }],
    ['/terms/cameras/0', '/terms/cameras'],
    '撤去',
  ],
  [
    'one that comes after the work begins',
    {},
    [{ ...usual, validFrom: new Date(from.getTime() + 1) }],
    ['/terms/cameras/0', '/terms/cameras'],
    '期間',
  ],
  ['one that stays until the work ends', {}, [{ ...usual, validUntil: until }], [], ''],
  [
    'one that goes before the work ends',
    {},
    [{ ...usual, validUntil: new Date(until.getTime() - 1) }],
    ['/terms/cameras/0', '/terms/cameras'],
    '期間',
  ],
  ['none, where row 50 asks', { named: [] }, [usual], ['/terms/cameras'], '行50'],
  [
    'none, where row 48 asks',
    { named: [], lines: [{ ...plan.lines[1], row: 't1r48' }] },
    [],
    ['/terms/cameras'],
    '行48',
  ],
  ['none, where no row asks', { named: [], lines: [plan.lines[2]] }, [], [], ''],
  [
    'none, where nobody has determined the row',
    { named: [], lines: [{ ...plan.lines[1], undetermined: true }] },
    [],
    [],
    '',
  ],
  [
    'one of the two zones that ask',
    { lines: [plan.lines[1], { ...plan.lines[2], value: 'required' }] },
    [usual],
    ['/terms/cameras'],
    'office',
  ],
  [
    'one that is out of order where no row asks',
    { lines: [] },
    [{ ...usual, state: 'out-of-order' }],
    ['/terms/cameras/0'],
    '故障',
  ],
];

describe('the cameras of a plan of work (別表1 rows 48 and 50)', () => {
  it.each(cases)('with %s', (_, over, known, want, word) => {
    const faults = judgeCameras({ ...plan, ...over }, known);
    expect(faults.map(({ at }) => at)).toEqual(want);
    expect(faults.map(({ message }) => message).join()).toContain(word);
  });
});
