import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemApplication } from '../../../src/devices/items/applying/item-application.ts';
import { type ItemTerms, itemWays, leavingReasons } from '../../../src/devices/items/applying/item-terms.ts';
import { judgeItemTerms } from '../../../src/devices/items/applying/judge-item-terms.ts';
import { waysOf } from '../../../src/devices/items/applying/ways-of.ts';
import { findingsOf } from '../../../src/devices/items/checking/findings-of.ts';
import {
  type CheckedItem,
  type ItemCheckFacts,
  judgeItemCheck,
} from '../../../src/devices/items/checking/judge-item-check.ts';
import { judgeSeen } from '../../../src/devices/items/checking/judge-seen.ts';
import { moveItem } from '../../../src/devices/items/checking/move-item.ts';
import { stateAfterCheck } from '../../../src/devices/items/checking/state-after-check.ts';
import type { ItemRow } from '../../../src/devices/items/registry/item-rows.ts';
import type { PermitRow } from '../../../src/permits/registry/permit-rows.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { type Track, tracks } from '../../../src/permits/rule/track-of.ts';
import { aDetermination, aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

const laptop = 'b0000000-0000-7000-8000-000000000001';
const carrier = 'a0000000-0000-7000-8000-000000000001';
const unit = 'c0000000-0000-7000-8000-000000000001';

const anItem = (over: Partial<ItemRow> = {}): ItemRow => ({
  ...{ siteId: 'site', itemId: laptop, fromSeq: 1, untilSeq: null, state: 'outside', belongs: 'outside' },
  ...{ ownerId: carrier, firm: '株式会社浜田', registrantId: carrier, item: 'ノートPC', maker: null },
  ...{ model: null, serial: null, medium: 'built-in', quantity: 1, seal: null, erasure: null, present: 0 },
  ...{ grade: { confidentiality: 2, integrity: 2, availability: 1 }, zoneId: null, since: aMoment },
  ...{ carriedBy: null, permitId: null, stays: false, ...over },
});
const inside = { state: 'inside', present: 1, zoneId: 'office' } as const;

const bringIn: ItemTerms = {
  way: 'in',
  items: [laptop],
  form: 'once',
  leaving: 'by-permission',
  stays: true,
};
const takeOut: ItemTerms = { way: 'out', items: [laptop], form: 'once', leavesFor: 'use', returns: false };

/** A permit in force for the office, as far as a look at items reads it. */
const aPermit = (
  terms: ItemTerms & { holders?: { person: string; unit: string | null }[] },
  consents: readonly object[] = [{ by: 'officer' }],
) => ({
  row: {
    ...{ permitId: 'p1', state: 'approved', zoneIds: ['office'], concernedIds: [carrier], applied: {} },
    ...{ validFrom: aMoment, validUntil: new Date(aMoment.getTime() + 86_400_000), consents },
  } as unknown as PermitRow,
  terms,
});

const look = (over: Partial<ItemCheckFacts> = {}): readonly CheckedItem[] =>
  judgeItemCheck({
    ...{ to: 'office', carrier, unit, stopped: false, seen: [{ item: laptop, count: 1 }], expected: [] },
    ...{ items: new Map([[laptop, anItem()]]), permits: [], trackAt: () => 'permission', now: aMoment },
    ...over,
  });
const leaving = { to: null, items: new Map([[laptop, anItem(inside)]]) };

describe('row 5 of 別表2', () => {
  const zone = (zoneClass: number) => aRuledZone({ id: `z${zoneClass}`, class: zoneClass });
  const asked = itemWays.map((part) => ({ row: 't2r5', part }) as const);
  const rule = (zoneClass: number, layers = theLayers()) =>
    tellRule({ asked, zones: [zone(zoneClass)], circumstances: {}, unit: null }, aMoment, layers);

  it.each([
    [0, 'free', 'not-applicable'],
    [1, 'undetermined', 'required'],
    [2, 'undetermined', 'required'],
    [3, 'undetermined', 'required'],
  ] as const)('at class %i leaves the track %s while nobody determined it', (zoneClass, track, value) => {
    expect(rule(zoneClass)).toMatchObject({ track, lines: [{ value }, { value }] });
  });

  it.each([
    ['not-required', 'free', 0],
    ['required', 'permission', 1],
  ] as const)('%s leaves the track %s', (value, track, needs) => {
    const layers = theLayers({ determinations: [aDetermination({ row: 't2r5', zoneClass: 2, value })] });
    const told = rule(2, layers);
    expect(told.track).toBe(track);
    expect(told.needs).toHaveLength(needs);
  });

  it('asks another for each way where a determination names one', () => {
    const clauses = [
      { value: 'required', part: 'out', decider: 'system-officer' },
      { value: 'required', decider: 'section-officer' },
    ] as const;
    const determination = aDetermination({ row: 't2r5', zoneClass: 2, value: 'required', clauses });
    const told = rule(2, theLayers({ determinations: [determination] }));
    expect(told.needs.map(({ anyOf }) => anyOf)).toEqual([['section-officer'], ['system-officer']]);
  });

  it('binds no zone that handles nothing protected', () => {
    const free = aRuledZone({ class: 3, holdsProtectedSystems: false });
    const told = tellRule({ asked, zones: [free], circumstances: {}, unit: null }, aMoment, theLayers());
    expect(told.track).toBe('free');
  });
});

describe('an application for items', () => {
  it.each([
    [bringIn, ['in']],
    [{ ...bringIn, leaving: 'freely' }, ['in', 'out']],
    [takeOut, ['out']],
    [{ ...takeOut, returns: true }, ['in', 'out']],
  ] as const)('asks of each way it covers: %j', (terms, ways) => {
    expect(waysOf(terms)).toEqual(ways);
    const request = {
      persons: [carrier],
      zones: ['office'],
      from: aMoment,
      until: aMoment,
      purpose: '例',
      terms,
    };
    const known = new Map([[carrier, { kind: 'staff', name: null, affiliation: null } as const]]);
    const drafted = itemApplication('site', request, new Map()).draftFor(known);
    expect(drafted).toMatchObject({
      ok: true,
      value: { asked: ways.map((part) => ({ row: 't2r5', part })) },
    });
  });

  it('of a standing pass keeps in which unit its holders are, and no other', () => {
    const known = new Map([[carrier, { kind: 'staff', name: null, affiliation: null } as const]]);
    const termsOf = (form: ItemTerms['form']) => {
      const terms = { ...takeOut, form, returns: true };
      const request = { persons: [carrier], zones: [], from: aMoment, until: aMoment, purpose: '例', terms };
      const drafted = itemApplication('site', request, new Map([[carrier, unit]])).draftFor(known);
      return drafted.ok ? drafted.value.terms : undefined;
    };
    expect(termsOf('standing')).toMatchObject({ holders: [{ person: carrier, unit }] });
    expect(termsOf('once')).not.toHaveProperty('holders');
  });

  it.each([
    ['what a way in asks', { ...takeOut, way: 'in' }, ['leaving', 'stays', 'leavesFor', 'returns']],
    ['what a way out asks', { ...bringIn, way: 'out' }, ['leavesFor', 'returns', 'leaving', 'stays']],
    ['that disposal returns', { ...takeOut, leavesFor: 'disposal', returns: true }, ['returns']],
    ['a standing pass for good', { ...takeOut, form: 'standing' }, ['form']],
  ] as const)('refuses %s', (_, terms, fields) => {
    expect(judgeItemTerms(terms).map(({ at }) => at)).toEqual(fields.map((field) => `/terms/${field}`));
  });
});

describe('a look at items', () => {
  it.each([
    ['free', [], 1, 'not-required'],
    ['permission', [aPermit(bringIn)], 1, 'permitted'],
    ['permission', [aPermit(bringIn, [])], 0, 'not-permitted'],
    ['notification', [aPermit(bringIn, [])], 1, 'permitted'],
    ['permission', [], 0, 'not-permitted'],
    ['notification', [], 0, 'not-permitted'],
    ['undetermined', [], 0, 'undetermined'],
    ['exception', [], 0, 'forbidden'],
    ['permission', [aPermit(takeOut)], 0, 'not-permitted'],
    ['permission', [aPermit({ ...takeOut, returns: true })], 1, 'permitted'],
  ] as const)('where the track is %s finds what may come in', (track, permits, found, because) => {
    const [line] = look({ permits, trackAt: () => track });
    expect(line).toMatchObject({ found, extra: 1 - found, missing: 0, because });
  });

  it('of a way out asks the zone it leaves, and of a way on both', () => {
    const asked: string[] = [];
    const trackAt = (way: string, zone: string): Track => {
      asked.push(`${way} ${zone}`);
      return 'free';
    };
    look({ ...leaving, trackAt });
    look({ ...leaving, to: 'server', trackAt });
    expect(asked).toEqual(['out office', 'out office', 'in server']);
  });

  it('lets nothing go on by a permit of another, of another time, or of a post that was left', () => {
    const permit = aPermit(bringIn);
    expect(look({ permits: [permit], carrier: unit })[0]?.found).toBe(0);
    expect(look({ permits: [permit], now: permit.row.validUntil })[0]?.found).toBe(0);
    const standing = aPermit({ ...bringIn, form: 'standing', holders: [{ person: carrier, unit }] });
    expect(look({ permits: [standing] })[0]?.found).toBe(1);
    expect(look({ permits: [standing], unit: laptop })[0]?.found).toBe(0);
    expect(look({ permits: [standing], unit: undefined })[0]?.found).toBe(0);
    expect(look({ permits: [permit], stopped: true })[0]).toMatchObject({ found: 0, because: 'stopped' });
  });

  it.each(Object.entries(leavingReasons))(
    'asks for a proof of erasure where it leaves for %s: %j',
    (leavesFor, { erased }) => {
      const permits = [aPermit({ ...takeOut, leavesFor: leavesFor as keyof typeof leavingReasons })];
      const because = erased ? 'not-erased' : 'permitted';
      expect(look({ ...leaving, permits })[0]).toMatchObject({ because, found: erased ? 0 : 1 });
      const without = new Map([[laptop, anItem({ ...inside, medium: 'none' })]]);
      expect(look({ ...leaving, items: without, permits })[0]?.found).toBe(1);
      const erasure = {
        method: 'destroyed',
        by: unit,
        certificate: null,
        at: aMoment.toISOString(),
      } as const;
      const proved = new Map([[laptop, anItem({ ...inside, erasure })]]);
      expect(look({ ...leaving, items: proved, permits })[0]?.found).toBe(1);
    },
  );

  const anyLook = fc.record({
    to: fc.constantFrom('office', 'server', null),
    count: fc.integer({ min: 0, max: 12 }),
    quantity: fc.integer({ min: 1, max: 10 }),
    present: fc.integer({ min: 0, max: 10 }),
    track: fc.constantFrom(...tracks),
    permitted: fc.boolean(),
  });
  const given = ({
    to,
    count,
    quantity,
    present,
    track,
    permitted,
  }: typeof anyLook extends fc.Arbitrary<infer L> ? L : never) => {
    const there = Math.min(present, quantity);
    const item = anItem({
      quantity,
      ...(there === 0 ? {} : { state: 'inside', present: there, zoneId: 'office' }),
    });
    const permits = permitted ? [aPermit({ ...bringIn, leaving: 'freely' })] : [];
    const seen = [{ item: laptop, count }];
    const items = new Map([[laptop, item]]);
    return { item, to, seen, items, lines: look({ to, seen, items, permits, trackAt: () => track }) };
  };

  it('counts every one of them once: found and extra are what was seen, found and missing what was due', () => {
    fc.assert(
      fc.property(anyLook, (one) => {
        for (const { found, missing, extra, because } of given(one).lines) {
          expect(found + extra).toBe(one.count);
          expect(found).toBeGreaterThanOrEqual(0);
          expect(missing).toBeGreaterThanOrEqual(0);
          if (found > 0) expect(['permitted', 'not-required']).toContain(because);
        }
      }),
    );
  });

  it('never has more inside than there are, and leaves to the guard whatever leaves a zone without leave', () => {
    fc.assert(
      fc.property(anyLook, (one) => {
        const { item, to, seen, items, lines } = given(one);
        fc.pre(judgeSeen(seen, to, items).length === 0);
        for (const line of lines.filter(({ found }) => found > 0)) {
          const moved = moveItem(item, line, { to, by: carrier, at: aMoment });
          expect(moved?.present).toBeGreaterThanOrEqual(0);
          expect(moved?.present).toBeLessThanOrEqual(item.quantity);
          expect(moved?.state === 'inside').toBe((moved?.present ?? 0) > 0);
          expect(moved?.zoneId === null).toBe(moved?.present === 0);
        }
        const left = lines.filter(({ from, extra }) => from !== null && extra > 0);
        expect(findingsOf(lines, [], to)).toHaveLength(left.length);
      }),
    );
  });

  it('begins a permit with the first item, and ends one for once when nothing of it is open', () => {
    const brought = { ...inside, permitId: 'p1' };
    expect(stateAfterCheck(aPermit(bringIn), [anItem(brought)])).toBe('in-use');
    expect(stateAfterCheck(aPermit(bringIn), [anItem()])).toBe('closed');
    expect(stateAfterCheck(aPermit({ ...bringIn, form: 'standing' }), [anItem()])).toBe('in-use');
    const returning = aPermit({ ...takeOut, returns: true });
    expect(stateAfterCheck(returning, [anItem({ permitId: 'p1' })])).toBe('in-use');
    expect(stateAfterCheck(returning, [anItem(brought)])).toBe('closed');
    expect(stateAfterCheck(aPermit(takeOut), [anItem({ state: 'gone' })])).toBe('closed');
    expect(stateAfterCheck(aPermit(takeOut), [anItem(inside)])).toBe('in-use');
  });
});
