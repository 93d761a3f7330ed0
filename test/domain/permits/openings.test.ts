import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeOpening } from '../../../src/permits/applying/judge-opening.ts';
import { permitStateOfTrack } from '../../../src/permits/applying/permit-state-of-track.ts';
import { takesTwo } from '../../../src/permits/deciding/takes-two.ts';
import { openingTurn } from '../../../src/permits/lifecycle/opening-turn.ts';
import {
  permitLifecycle,
  permitStates,
  permitStatesInForce,
} from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import type { Track } from '../../../src/permits/rule/track-of.ts';
import type { Opening } from '../../../src/zones/regulation/layers.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { aDetermination, aMoment, anOpening, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';
import { anyRequirementFacts } from '../../support/any-layers.ts';

/** A row at class 2 (as determined, where a ministry decides it), what opens it, and what an application becomes. */
const cases: readonly (readonly [
  row: RowId,
  determined: 'not-required' | 'required' | 'permission' | 'forbidden' | 'forbidden-unless-permitted' | null,
  opens: Opening['kind'],
  track: Track,
  state: 'requested' | 'filed' | undefined,
  decides: string | undefined,
])[] = [
  ['t2r14', 'forbidden', 'exception', 'exception', 'requested', 'exception-approver'],
  ['t2r14', 'forbidden', 'application', 'exception', undefined, undefined],
  ['t2r14', 'permission', 'exception', 'free', 'filed', undefined],
  ['t2r14', null, 'exception', 'undetermined', 'requested', 'exception-approver'],
  ['t1r14', null, 'application', 'permission', 'requested', 'zone-officer'],
  ['t1r14', null, 'exception', 'exception', 'requested', 'exception-approver'],
  ['t1r7', 'forbidden-unless-permitted', 'application', 'permission', 'requested', 'zone-officer'],
  ['t1r7', null, 'application', 'undetermined', 'requested', 'zone-officer'],
  ['t1r35', 'required', 'exception', 'exception', 'requested', 'exception-approver'],
  ['t1r35', 'required', 'application', 'exception', undefined, undefined],
  ['t1r35', 'not-required', 'exception', 'free', 'filed', undefined],
  ['t1r15', null, 'exception', 'free', 'filed', undefined],
  ['t1r26', null, 'exception', 'exception', 'requested', 'exception-approver'],
  ['t2r11', null, 'exception', 'free', 'filed', undefined],
];

const layersOf = (row: RowId, value: (typeof cases)[number][1]) =>
  theLayers({ determinations: value === null ? [] : [aDetermination({ row, zoneClass: 2, value })] });

const question = (row: RowId, opens: Opening['kind']) => ({
  asked: [{ row }],
  zones: [aRuledZone()],
  circumstances: {},
  unit: null,
  opens,
});

describe('what a permit opens for a zone', () => {
  it.each(cases)(
    '%s determined %s, by %s: %s, %s, decided by %s',
    (row, value, opens, track, state, decides) => {
      const rule = tellRule(question(row, opens), aMoment, layersOf(row, value));
      expect(rule.track).toBe(track);
      expect(permitStateOfTrack(track, opens)).toBe(state);
      expect(rule.needs.flatMap(({ anyOf }) => anyOf)).toEqual(decides === undefined ? [] : [decides]);
    },
  );

  it('is refused by row and zone where nothing is to be opened', () => {
    const rule = tellRule(question('t1r35', 'exception'), aMoment, layersOf('t1r35', 'not-required'));
    expect(judgeOpening(rule)).toMatchObject([{ at: '/rows', message: expect.stringContaining('t1r35') }]);
  });

  it('waits for whatever nobody determined, whatever else it is to open', () => {
    const rows = { ...question('t2r14', 'exception'), asked: [{ row: 't2r14' }, { row: 't2r15' }] } as const;
    const layers = layersOf('t2r14', 'forbidden');
    expect(tellRule(rows, aMoment, layers).track).toBe('undetermined');
    const applied = { ...rows, opens: 'application' } as const;
    expect(permitStateOfTrack(tellRule(applied, aMoment, layers).track, 'application')).toBeUndefined();
  });

  it('is what stands without it: of two exceptions neither hides what the other leaves out', () => {
    const openings = [anOpening({ kind: 'exception', row: 't2r14' })];
    const layers = { ...layersOf('t2r14', 'forbidden'), openings };
    expect(tellRule(question('t2r14', 'exception'), aMoment, layers).track).toBe('exception');
    expect(tellRule({ ...question('t2r14', 'exception'), opens: undefined }, aMoment, layers).track).toBe(
      'free',
    );
  });

  it('can be applied for exactly where the permit would change what the row asks', () => {
    fc.assert(
      fc.property(
        anyRequirementFacts,
        fc.constantFrom<Opening['kind']>('exception', 'application'),
        ({ row, zone, at, layers }, opens) => {
          const { track } = tellRule({ ...question(row, opens), zones: [zone] }, at, layers);
          const opening = anOpening({ kind: opens, row, zone: zone.id, from: at, until: new Date(8e15) });
          const { chain, undetermined } = resolveRequirement(
            row,
            zone,
            at,
            {},
            { ...layers, openings: [opening] },
          );
          const isOpened = chain.at(-1)?.source === opening.id;
          const state = track === 'free' ? undefined : permitStateOfTrack(track, opens);
          expect(state === 'requested' && !undetermined).toBe(isOpened);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('what one person does not approve', () => {
  it.each([
    ['exception', [2], false],
    ['exception', [3], true],
    ['exception', [4], true],
    ['exception', [null], true],
    ['exception', [1, 3], true],
    ['application', [3], false],
    ['photography', [3], false],
  ] as const)('%s in zones of class %j: %s', (kind, classes, two) => {
    const lines = classes.map((zoneClass) => ({ class: zoneClass }));
    expect(takesTwo(kind, { lines })).toBe(two);
  });
});

describe('an opening', () => {
  it('begins with the approval and ends with every step that ends a permit in force', () => {
    const turns = permitStates.flatMap((from) =>
      Object.entries<(typeof permitStates)[number]>(permitLifecycle[from]).flatMap(([step, to]) => {
        const turn = openingTurn(from, to);
        return turn === undefined ? [] : [`${turn}: ${from} ${step}`];
      }),
    );
    expect(turns.toSorted()).toEqual([
      'begins: requested approve',
      'begins: returned file',
      ...permitStatesInForce
        .flatMap((from) => Object.entries(permitLifecycle[from]).map(([step]) => ({ from, step })))
        .filter(({ step }) => ['close', 'withdraw', 'revoke', 'reopen'].includes(step))
        .map(({ from, step }) => `ends: ${from} ${step}`)
        .toSorted(),
    ]);
  });
});
