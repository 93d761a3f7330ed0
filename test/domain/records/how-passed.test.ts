import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/log/entry/entry.ts';
import { howPassed } from '../../../src/records/rows/how-passed.ts';

const person = '0190a000-0000-7000-8000-000000000001';
const other = '0190a000-0000-7000-8000-000000000002';

function anEntry(over: Partial<Entry> = {}): Entry {
  const at = '2026-04-06T00:00:00.000Z';
  return {
    ...{ v: 1, site: 'site', epoch: 'epoch', seq: 1, recordedAt: at, at, kind: 'card-read' },
    ...{ actor: { type: 'machine', id: 'gateway' }, cause: null, subject: { person }, decision: null },
    ...{ effects: [], personal: null, details: {} },
    ...over,
  };
}

const read = (...codes: readonly string[]): Pick<Entry, 'decision'> => ({
  decision: {
    ...{ verdict: 'grant', direction: 'entering', reasons: [], notes: codes.map((code) => ({ code })) },
    rules: { policy: 'unified-h24-draft', site: 1, ministry: 1 },
  },
});

describe('by what somebody passed', () => {
  it('is a read during 自由通行 where the decision notes it, and a card elsewhere', () => {
    expect(howPassed(anEntry(read('free-passage')), person)).toBe('自由通行中の読取り');
    expect(howPassed(anEntry(read('undetermined', 'free-passage')), person)).toBe('自由通行中の読取り');
    expect(howPassed(anEntry(read('undetermined')), person)).toBe('カード');
    expect(howPassed(anEntry(), person)).toBe('カード');
  });

  it('is the card of another where two come in by one read, and the opening of the door where it confirmed one', () => {
    expect(howPassed(anEntry({ subject: { person: other } }), person)).toBe('カード（二人一組）');
    expect(howPassed(anEntry({ kind: 'door-opened' }), person)).toBe('カード（扉の開き）');
  });

  it('is 同行 of whom an escort declared, during 自由通行 too, and of nobody else', () => {
    const declared = {
      type: 'custody',
      ward: other,
      escort: person,
      mode: 'declared',
      basis: 'visit',
    } as const;
    const entry = anEntry({ ...read('free-passage'), effects: [declared] });
    expect(howPassed(entry, other)).toBe('同行（申告）');
    expect(howPassed(entry, person)).toBe('自由通行中の読取り');
  });
});
