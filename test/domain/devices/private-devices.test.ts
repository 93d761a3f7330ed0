import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedRowOf, type DeviceDoing } from '../../../src/devices/private-devices/asked-row-of.ts';
import {
  type DevicePermit,
  judgeDeviceHere,
} from '../../../src/devices/private-devices/judge-device-here.ts';
import {
  judgeDeviceRequest,
  type PrivateDeviceRequest,
} from '../../../src/devices/private-devices/private-device-application.ts';
import {
  type DeviceUse,
  handledGrades,
  usualConditions,
} from '../../../src/devices/private-devices/private-device-terms.ts';
import { permitStates } from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import type { PermitRowId } from '../../../src/permits/rule/approvers.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { strictestTrack, type Track } from '../../../src/permits/rule/track-of.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import { type PersonKind, personKinds } from '../../../src/zones/regulation/person-kinds.ts';
import { aDetermination, aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

const use = (handles: DeviceUse['handles'], lan = false): DeviceUse => ({ handles, lan });

/** What is done, by whom, the row it falls under, what the tables ask in classes 0 to 3, and who decides where somebody does. */
const rows: readonly [string, PersonKind, DeviceDoing, PermitRowId, readonly Track[], readonly string[]][] = [
  ['staff bring in', 'staff', 'carry-in', 't2r8', ['free', 'free', 'free', 'undetermined'], ['zone-officer']],
  [
    'staff use without 要保護情報',
    'staff',
    use('unprotected'),
    't2r9',
    ['free', 'free', 'free', 'undetermined'],
    ['zone-officer'],
  ],
  [
    'staff use with 機密性3, 完全性2 or 可用性2',
    'staff',
    use('c3-i2-a2'),
    't2r10',
    ['permission', 'permission', 'permission', 'permission'],
    ['system-officer', 'section-officer'],
  ],
  [
    'staff use with 機密性2 alone',
    'staff',
    use('c2'),
    't2r11',
    ['notification', 'notification', 'notification', 'notification'],
    ['system-officer', 'section-officer'],
  ],
  [
    'outsiders bring in',
    'visitor',
    'carry-in',
    't2r12',
    ['free', 'free', 'free', 'undetermined'],
    ['zone-officer'],
  ],
  [
    'outsiders use',
    'card-lent',
    use('unprotected'),
    't2r13',
    ['free', 'undetermined', 'undetermined', 'undetermined'],
    ['zone-officer'],
  ],
];

const everyClass = rows.flatMap(([what, kind, doing, row, tracks, approvers]) =>
  tracks.map((track, zoneClass) => ({ what, kind, doing, row, track, approvers, zoneClass })),
);

const leftToMinistry = everyClass.filter(({ track }) => track === 'undetermined');

/** What a ministry determines of a cell left to it, and what becomes of an application then. */
const determinations: readonly [Determination['value'], Track][] = [
  ['not-required', 'free'],
  ['notification', 'notification'],
  ['permission', 'permission'],
  ['forbidden', 'exception'],
];

const told = (
  kind: PersonKind,
  doing: DeviceDoing,
  zoneClass: number,
  determined: Partial<Determination>[] = [],
) => {
  const zones = [aRuledZone({ class: zoneClass })];
  const question = { asked: [askedRowOf(kind, doing)], zones, circumstances: { person: kind }, unit: 'somu' };
  return tellRule(question, aMoment, theLayers({ determinations: determined.map(aDetermination) }));
};

describe('what the tables ask of devices that the ministry did not issue', () => {
  it.each(everyClass)('$what in class $zoneClass: $track', (of) => {
    const rule = told(of.kind, of.doing, of.zoneClass);
    expect(rule.track).toBe(of.track);
    expect(rule.lines.map(({ row }) => row)).toEqual([of.row]);
    const decided = of.track === 'permission' || of.track === 'undetermined';
    expect(rule.needs.map(({ anyOf }) => anyOf)).toEqual(decided ? [of.approvers] : []);
  });

  it.each(leftToMinistry.flatMap((of) => determinations.map(([value, track]) => ({ ...of, value, track }))))(
    '$what in class $zoneClass, where that is determined $value: $track',
    ({ kind, doing, row, zoneClass, value, track, approvers }) => {
      const rule = told(kind, doing, zoneClass, [{ row, zoneClass, value }]);
      expect(rule.track).toBe(track);
      expect(rule.needs.map(({ anyOf }) => anyOf)).toEqual(track === 'permission' ? [approvers] : []);
    },
  );

  it('lets a determination name who decides, but not under rows 10 and 11', () => {
    const clauses = [{ value: 'permission', decider: 'section-officer' }] as const;
    const [need] = told('visitor', use('unprotected'), 2, [
      { row: 't2r13', zoneClass: 2, value: 'permission', clauses },
    ]).needs;
    expect(need).toEqual({ zone: null, unit: 'somu', anyOf: ['section-officer'] });
  });

  it.each(everyClass.filter(({ doing }) => doing !== 'carry-in'))(
    '$what over a LAN in class $zoneClass by leave of its system officer',
    ({ kind, doing, zoneClass, track }) => {
      const handles = doing === 'carry-in' ? 'unprotected' : doing.handles;
      const rule = told(kind, use(handles, true), zoneClass);
      expect(rule.track).toBe(strictestTrack([track, 'permission']));
      expect(rule.needs.at(-1)).toEqual({ zone: null, unit: null, anyOf: ['system-officer'] });
    },
  );
});

const noon = aMoment.getTime();
const aPermit = (over: Partial<DevicePermit> = {}): DevicePermit => ({
  id: 'permit',
  state: 'in-use',
  decided: true,
  zoneIds: ['office'],
  from: noon,
  until: noon + 1,
  carryIn: true,
  use: use('unprotected'),
  unmet: false,
  ...over,
});

const here = (kind: PersonKind, doing: DeviceDoing, held: readonly DevicePermit[], stopped = false) =>
  judgeDeviceHere(
    { kind, stopped, zone: aRuledZone({ class: 3 }), doing, at: aMoment, held, exceptions: [] },
    theLayers(),
  );

describe('whether a device may be here now', () => {
  it.each<[string, DeviceDoing, Partial<DevicePermit> | undefined, string]>([
    ['nothing was applied for', 'carry-in', undefined, 'undetermined'],
    ['it is permitted and was looked at', 'carry-in', {}, 'permitted'],
    ['it is permitted and nobody has looked', 'carry-in', { state: 'approved' }, 'not-started'],
    ['it was seen failing a condition since', 'carry-in', { unmet: true }, 'not-started'],
    [
      'it was notified, and seen failing a condition',
      use('c2'),
      { state: 'filed', decided: false, use: use('c2'), unmet: true },
      'not-started',
    ],
    ['it was notified', use('c2'), { state: 'filed', decided: false, use: use('c2') }, 'permitted'],
    [
      'it was notified, and is to be decided by now',
      'carry-in',
      { state: 'filed', decided: false },
      'undetermined',
    ],
    ['its permit was revoked', 'carry-in', { state: 'revoked' }, 'undetermined'],
    ['its permit has not begun', 'carry-in', { from: noon + 1, until: noon + 2 }, 'undetermined'],
    ['its permit ends this millisecond', 'carry-in', { from: noon - 1, until: noon }, 'undetermined'],
    ['its permit is for another zone', 'carry-in', { zoneIds: ['server'] }, 'undetermined'],
    ['it may be used and not brought in', 'carry-in', { carryIn: false }, 'undetermined'],
    ['it may be brought in and not used', use('unprotected'), { use: undefined }, 'undetermined'],
    ['more is handled than permitted', use('c2'), {}, 'not-permitted'],
    ['a LAN is joined that nobody permitted', use('unprotected', true), {}, 'undetermined'],
    ['less is handled than permitted', use('c2'), { use: use('c3-i2-a2', true) }, 'permitted'],
  ])('where %s', (_, doing, over, because) => {
    const held = over === undefined ? [] : [aPermit(over)];
    expect(here('staff', doing, held).because).toBe(because);
  });

  it('is nothing of whoever was stopped, whatever was permitted', () => {
    expect(here('staff', 'carry-in', [aPermit()], true)).toMatchObject({
      allowed: false,
      because: 'stopped',
    });
  });

  it('joins no LAN without leave, even where the row asks for nothing', () => {
    const zone = aRuledZone({ class: 2 });
    const asked = (doing: DeviceUse) =>
      judgeDeviceHere(
        { kind: 'staff', stopped: false, zone, doing, at: aMoment, held: [], exceptions: [] },
        theLayers(),
      );
    expect(asked(use('unprotected'))).toMatchObject({ allowed: true, because: 'not-required' });
    expect(asked(use('unprotected', true))).toMatchObject({ allowed: false, because: 'not-permitted' });
  });

  it('takes the permit that was begun before one that was not', () => {
    const held = [aPermit({ id: 'waiting', state: 'approved' }), aPermit()];
    expect(here('staff', 'carry-in', held)).toMatchObject({ allowed: true, permit: 'permit' });
  });

  it('asks no grade of outsiders', () => {
    expect(here('visitor', use('c3-i2-a2'), [aPermit()])).toMatchObject({
      allowed: true,
      rule: { row: 't2r13' },
    });
  });

  it('never refuses less where more is allowed', () => {
    const anyUse = fc.record({ handles: fc.constantFrom(...handledGrades), lan: fc.boolean() });
    const anyPermit = fc.record({
      state: fc.constantFrom(...permitStates),
      use: fc.option(anyUse, { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...personKinds),
        anyUse,
        fc.array(anyPermit, { maxLength: 4 }),
        (kind, more, some) => {
          const held = some.map(aPermit);
          fc.pre(here(kind, more, held).allowed);
          const lesser = handledGrades.slice(0, handledGrades.indexOf(more.handles) + 1);
          for (const handles of lesser) expect(here(kind, use(handles), held).allowed).toBe(true);
        },
      ),
    );
  });
});

describe('an application for a device', () => {
  const answers = Object.keys(usualConditions).map((condition) => ({ condition, met: true }));
  const asked = (over: Partial<PrivateDeviceRequest> = {}): PrivateDeviceRequest => ({
    zones: ['office'],
    from: aMoment,
    until: new Date(noon + 1),
    purpose: '外勤中の連絡',
    carryIn: true,
    use: use('unprotected'),
    answers,
    ...over,
  });
  const faults = (over: Partial<PrivateDeviceRequest>, kind: PersonKind = 'staff') =>
    judgeDeviceRequest({ sort: 'phone' }, asked(over), kind).map(({ at }) => at);

  it.each<[string, Partial<PrivateDeviceRequest>, readonly string[]]>([
    ['says all that is asked', {}, []],
    ['asks for nothing', { carryIn: false, use: undefined }, ['/carryIn']],
    ['does not say what for', { purpose: undefined }, ['/purpose']],
    ['answers none of the usual conditions', { answers: [] }, ['/answers', '/answers', '/answers']],
    ['brings in alone and answers nothing', { use: undefined, answers: [] }, []],
    ['answers no', { answers: answers.map((one) => ({ ...one, met: false })) }, []],
    ['answers twice', { answers: [...answers, ...answers.slice(0, 1)] }, ['/answers/3/condition']],
    ['is for an aid', { purpose: undefined, purposeCode: 'medical-aid', answers: [] }, []],
    ['tells of an illness', { purposeCode: 'medical-aid' }, ['/purpose']],
  ])('that %s', (_, over, at) => {
    expect(faults(over)).toEqual(at);
  });

  it('of outsiders asks for no grade', () => {
    expect(faults({ use: use('c2') }, 'visitor')).toEqual(['/use/handles']);
  });

  it('of what runs no programs asks no conditions', () => {
    expect(judgeDeviceRequest({ sort: 'recorder' }, asked({ answers: [] }), 'staff')).toEqual([]);
  });
});
