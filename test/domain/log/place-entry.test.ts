import { describe, expect, it } from 'vitest';
import { systemActor } from '../../../src/kernel/actor.ts';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { entryKinds, isEntryKind } from '../../../src/log/entry/entry-kinds.ts';
import { type Head, placeEntry } from '../../../src/log/writing/place-entry.ts';

const now = new Date('2026-10-01T03:00:00.000Z');
const head: Head = {
  siteId: '01a1b2c3-0000-7000-8000-000000000001',
  epoch: '01a1b2c3-0000-7000-8000-000000000002',
  seq: 41,
  recordedAt: new Date('2026-10-01T02:00:00.000Z'),
  rulesSeq: 7,
};
const kinds = Object.keys(entryKinds).filter(isEntryKind);

describe('placeEntry', () => {
  it('has batches read the rules of a site anew after these kinds, and after no other', () => {
    const raising = kinds.filter((kind) => {
      const { rulesSeq } = placeEntry(head, { kind, actor: systemActor }, now).head;
      expect([7, 42]).toContain(rulesSeq);
      return rulesSeq === 42;
    });
    expect(raising).toEqual([
      'plan-changed',
      'determination-adopted',
      'determinations-adopted',
      'determination-ended',
      'rule-opened',
      'rule-opening-ended',
      'system-registered',
      'system-changed',
      'system-ended',
      'systems-surveyed',
      'schedule-extended',
    ]);
  });

  it("leaves the ministry's own head without rules: they are told to the sites", () => {
    for (const kind of kinds) {
      const placed = placeEntry({ ...head, siteId: ministryLogId }, { kind, actor: systemActor }, now);
      expect(placed.head.rulesSeq).toBe(7);
    }
  });
});
