import { describe, expect, it } from 'vitest';
import { DraftLog } from '../../../src/access/batch/answer/draft/draft-log.ts';
import { NumbersSeen } from '../../../src/access/batch/answer/gateways/numbers-seen.ts';
import { settleDue } from '../../../src/access/batch/answer/settle-due.ts';
import { compilingSiteRules } from '../../../src/access/rules/site-rules.ts';
import { emptySite } from '../../../src/access/state/site-state.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { aPlan } from '../../support/a-plan.ts';
import { theLayers } from '../../support/a-ruled-zone.ts';

const now = new Date('2026-04-06T09:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

/** What becomes of a silence that is due, for an instance that has listened for so many seconds. */
function settled(ref: string, listened: number) {
  const head = { siteId: 'site', epoch: '0', seq: 1, recordedAt: ago(60), rulesSeq: 1 };
  const log = new DraftLog(head, emptySite, now);
  const plan = aPlan({
    gateways: [
      { id: 'gateway', name: '1F' },
      { id: 'patient', name: '2F', silentAfterMs: 600_000 },
    ],
  });
  const numbers = new NumbersSeen({ buffers: [], holes: [], missing: new Map() }, now);
  settleDue(log, [{ kind: 'gateway-silent', ref, dueAt: ago(5) }], {
    rules: atOnce(
      compilingSiteRules({
        site: { epoch: 'e', rulesSeq: 1, plan, layers: theLayers() },
        extensions: new Map(),
      }),
    ),
    parted: new Map(),
    custodyTold: [],
    numbers,
    listeningSince: ago(listened),
  });
  return { kinds: log.placed.map(({ entry }) => entry.kind), deadlines: log.deadlines };
}

describe('a silence that is due', () => {
  it.each([
    ['gateway', 90],
    ['gateway', 100_000],
    ['patient', 600],
  ])('is held against %s by an instance that has listened for its interval: %i s', (gateway, listened) => {
    expect(settled(gateway, listened)).toEqual({ kinds: ['gateway-silent'], deadlines: [] });
  });

  it.each([
    ['gateway', 89, 1],
    ['gateway', 0, 90],
    ['patient', 90, 510],
  ])(
    'is not held against %s by one that has listened for %i s: it has its interval',
    (gateway, listened, left) => {
      expect(settled(gateway, listened)).toEqual({
        kinds: [],
        deadlines: [{ kind: 'gateway-silent', ref: gateway, dueAt: ago(-left) }],
      });
    },
  );

  it('is nobody’s where the plan has no such gateway any more', () => {
    expect(settled('gone', 100)).toEqual({ kinds: [], deadlines: [] });
  });
});
