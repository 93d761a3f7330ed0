import { describe, expect, it } from 'vitest';
import type { FoundReader } from '../../../src/access/batch/read/load-readers.ts';
import { rememberPlain } from '../../../src/access/batch/read/remember-plain.ts';

const shown = (number: string) => ({
  key: { format: 'wiegand-26', facility: '1', number },
  from: 'hall',
  to: 'office',
});

function found(person: string, plain: boolean): FoundReader {
  const card = {
    id: `card of ${person}`,
    format: 'wiegand-26',
    state: 'active',
    activeFrom: new Date(0),
    expiresAt: undefined,
    fromSeq: 1,
    twins: [],
  } as const;
  const holder = {
    card,
    person: {
      id: person,
      kind: 'staff',
      state: 'active',
      organisationId: undefined,
      contract: undefined,
      fromSeq: 1,
      permissions: [],
    },
  } as const;
  const parts = { place: undefined, visit: undefined, escorts: undefined, works: undefined };
  return { ...parts, exceptions: undefined, items: undefined, holder, plain };
}

const custodyBy = (escort: string) =>
  new Map([
    [
      'ward',
      {
        escort,
        mode: 'read',
        basis: 'visit',
        since: new Date(0),
        seq: 1,
        together: undefined,
        broken: undefined,
      } as const,
    ],
  ]);

const waitAt = (door: string) =>
  new Map([
    [
      'one',
      { card: 'card', door, from: 'hall', to: 'office', until: new Date(0), why: 'escort', seq: 1 } as const,
    ],
  ]);

describe('what an instance remembers of its last look', () => {
  it('is nothing of cards and doors it has not seen', () => {
    const before = rememberPlain();
    expect(before.werePlain('site', [shown('1')])).toBe(false);
    expect(before.notQuiet('site', ['door'])).toEqual(['door']);
  });

  it('is that cards were plain, all of them, at this site alone', () => {
    const before = rememberPlain();
    const readers = [found('one', true), found('two', false), undefined];
    before.saw('site', { shown: [shown('1'), shown('2'), shown('3')], readers, quiet: [] });
    expect(before.werePlain('site', [shown('1')])).toBe(true);
    expect(before.werePlain('site', [shown('1'), shown('2')])).toBe(false);
    expect(before.werePlain('site', [shown('3')])).toBe(false);
    expect(before.werePlain('another', [shown('1')])).toBe(false);
  });

  it('is what the last look said', () => {
    const before = rememberPlain();
    for (const plain of [true, false, true]) {
      before.saw('site', { shown: [shown('1')], readers: [found('one', plain)], quiet: [] });
      expect(before.werePlain('site', [shown('1')])).toBe(plain);
    }
  });

  it('is given up of whoever leads somebody now, whose card need not have been read again', () => {
    const before = rememberPlain();
    before.saw('site', { shown: [shown('1')], readers: [found('one', true)], quiet: [] });
    before.changed('site', { custody: custodyBy('one'), waits: new Map() });
    expect(before.werePlain('site', [shown('1')])).toBe(false);
  });

  it('is that nobody waited at a door, until somebody does', () => {
    const before = rememberPlain();
    before.saw('site', { shown: [], readers: [], quiet: ['door', 'side'] });
    expect(before.notQuiet('site', ['door', 'side', 'third'])).toEqual(['third']);
    before.changed('site', { custody: new Map(), waits: waitAt('door') });
    expect(before.notQuiet('site', ['door', 'side'])).toEqual(['door']);
  });
});
