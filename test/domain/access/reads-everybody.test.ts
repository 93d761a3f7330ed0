import { describe, expect, it } from 'vitest';
import { compilingSiteRules } from '../../../src/access/rules/site-rules.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { loadPolicy } from '../../../src/zones/regulation/load-policy.ts';
import { aDoor, aPlan, aReader } from '../../support/a-plan.ts';

const policy = loadPolicy('unified-h24-draft');
const readers = [aReader('hall-office', 'office'), aReader('hall-office', 'hall')];
const [working, night] = [new Date('2026-04-06T03:00:00Z'), new Date('2026-04-06T14:00:00Z')];
const free = { freePassage: { schedule: 'day', guardPost: '1F' } };

describe('a door at which everybody is read', () => {
  it.each([
    ['read both ways', aDoor('hall', 'office'), readers, true],
    ['that is a gate', aDoor('hall', 'office', { control: 'gate' }), readers, true],
    ['read on one side', aDoor('hall', 'office'), readers.slice(0, 1), false],
    ['without a contact', aDoor('hall', 'office', { contact: false }), readers, false],
    ['kept by a guard', aDoor('hall', 'office', { control: 'guarded' }), readers, false],
    ['that has no lock', aDoor('hall', 'office', { control: 'none' }), readers, false],
    ['in free passage', aDoor('hall', 'office', free), readers, false],
    ['in free passage by day, at night', aDoor('hall', 'office', free), readers, true, night],
  ] as const)('%s', (_, door, its, expected, at: Date = working) => {
    const plan = aPlan({ doors: [door], readers: [...its] });
    const site = {
      epoch: 'e',
      rulesSeq: 1,
      plan,
      layers: { policy, determinations: [], openings: [], systems: [], surveys: [] },
    };
    const rules = atOnce(compilingSiteRules({ site, extensions: new Map() }));
    expect(rules.readsEverybody('hall-office', at)).toBe(expected);
    expect(rules.readsEverybody('no-door', at)).toBe(false);
  });
});
