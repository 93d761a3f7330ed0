import { describe, expect, it } from 'vitest';
import type { EquipmentDraft } from '../../../src/registers/equipment/equipment-draft.ts';
import { type EquipmentFacts, judgeEquipment } from '../../../src/registers/equipment/judge-equipment.ts';

import {
  type HeldInstallation,
  judgeInstalledUnder,
} from '../../../src/registers/equipment/judge-installed-under.ts';

const today = '2026-04-06';

function judge(over: Partial<EquipmentDraft> = {}, facts: Partial<EquipmentFacts> = {}) {
  const draft: EquipmentDraft = {
    ...{ number: 'PC-1', kind: 'terminal', name: '窓口端末', zoneId: 'office', placedOn: today },
    ...{ maker: null, model: null, serial: null, systemId: null },
    ...{ authenticates: null, element: null, securedBy: null, permitId: null },
    ...over,
  };
  const usual = { isThere: true, isElementThere: false, systemZones: undefined, today };
  return judgeEquipment(draft, { ...usual, ...facts }).map(({ at }) => at);
}

describe('what stands in a zone', () => {
  it('was placed there by today, in a zone of the plan', () => {
    expect(judge()).toEqual([]);
    expect(judge({ placedOn: '2026-04-07' })).toEqual(['/placedOn']);
    expect(judge({}, { isThere: false })).toEqual(['/zone']);
  });

  it('is told of whether one authenticates to it where it is a network device, and nowhere else', () => {
    expect(judge({ kind: 'network-device' })).toEqual(['/authenticates']);
    expect(judge({ kind: 'network-device', authenticates: false })).toEqual([]);
    expect(judge({ kind: 'server', authenticates: false })).toEqual(['/authenticates']);
  });

  it('is of the plan where the plan shows things of its kind, and nowhere else', () => {
    expect(judge({ kind: 'reader' })).toEqual(['/element']);
    expect(judge({ kind: 'reader', element: 'hall-office' })).toEqual(['/element']);
    expect(judge({ kind: 'gateway', element: 'g-1' }, { isElementThere: true })).toEqual([]);
    expect(judge({ element: 'g-1' }, { isElementThere: true })).toEqual(['/element']);
  });

  it('is a part of a system that is registered to be there', () => {
    const systemId = 'a-system';
    expect(judge({ systemId })).toEqual(['/systemId']);
    expect(judge({ systemId }, { systemZones: ['hall'] })).toEqual(['/systemId']);
    expect(judge({ systemId }, { systemZones: ['hall', 'office'] })).toEqual([]);
  });
});

describe('the permit that a thing is installed under', () => {
  const now = new Date('2026-04-06T00:00:00Z');
  const held: HeldInstallation = {
    ...{ state: 'approved', zoneIds: ['office'], installed: 'terminal', uncovered: [] },
    ...{ validFrom: now, validUntil: new Date('2026-04-07T00:00:00Z') },
  };
  const faults = (over: Partial<HeldInstallation> | undefined, at = now) =>
    judgeInstalledUnder({ kind: 'terminal', zoneId: 'office' }, over && { ...held, ...over }, at).length;

  it('is in force, of today, for this zone and this sort of thing', () => {
    expect(faults({})).toBe(0);
    expect(faults({ state: 'filed' })).toBe(0);
    expect(faults({}, new Date('2026-04-07T00:00:00Z'))).toBe(1);
    expect(faults({ state: 'requested' })).toBe(1);
    expect(faults({ zoneIds: ['hall'] })).toBe(1);
    expect(faults({ installed: 'server' })).toBe(1);
    expect(faults({ uncovered: ['区域のクラスが1から2に上がった'] })).toBe(1);
    expect(faults(undefined)).toBe(1);
    expect(faults({ state: 'revoked', zoneIds: ['hall'], installed: 'server' })).toBe(3);
  });
});
