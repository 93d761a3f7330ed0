import { describe, expect, it } from 'vitest';
import type { FoundReader } from '../../../src/access/batch/read/load-readers.ts';
import { type LookNow, leastReaching, looksNow, reaches } from '../../../src/access/batch/read/looks.ts';
import { rememberLooks } from '../../../src/access/batch/read/remember-looks.ts';

const shown = (number: string) => ({
  key: { format: 'wiegand-26', facility: '1', number },
  from: 'hall',
  to: 'office',
});

function found(person: string, enough: LookNow): FoundReader {
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
  return { ...parts, exceptions: undefined, items: undefined, holder, enough };
}

const custodyBy = (escort: string, ward = 'ward', broken?: { since: Date; until: Date | undefined }) =>
  new Map([
    [
      ward,
      {
        escort,
        mode: 'read',
        basis: 'visit',
        since: new Date(0),
        seq: 1,
        together: undefined,
        broken,
      } as const,
    ],
  ]);

const waitAt = (door: string, person: string) =>
  new Map([
    [
      person,
      { card: 'card', door, from: 'hall', to: 'office', until: new Date(0), why: 'escort', seq: 1 } as const,
    ],
  ]);

const seen = { waiting: [], quiet: [] };
const nobody = new Map();

describe('what an instance remembers of its last look', () => {
  it('is nothing of cards and doors it has not seen: a paired look is tried', () => {
    const before = rememberLooks();
    expect(before.enoughFor('site', [shown('1')], [])).toBe('paired');
    expect(before.enoughFor('site', [], ['door'])).toBe('paired');
    expect(before.notQuiet('site', ['door'])).toEqual(['door']);
  });

  it('is which look was enough, for all of the cards, at this site alone', () => {
    const before = rememberLooks();
    const readers = [found('one', 'plain'), found('two', 'paired'), found('three', 'whole'), undefined];
    before.saw('site', { ...seen, shown: ['1', '2', '3', '4'].map(shown), readers });
    const enoughFor = (...numbers: string[]) => before.enoughFor('site', numbers.map(shown), []);
    expect([enoughFor('1'), enoughFor('2', '1'), enoughFor('1', '3', '2')]).toEqual(looksNow);
    expect(enoughFor('4')).toBe('paired');
    expect(before.enoughFor('another', [shown('1')], [])).toBe('paired');
  });

  it('is what the last look said', () => {
    const before = rememberLooks();
    for (const enough of ['plain', 'whole', 'paired', 'plain'] as const) {
      before.saw('site', { ...seen, shown: [shown('1')], readers: [found('one', enough)] });
      expect(before.enoughFor('site', [shown('1')], [])).toBe(enough);
    }
  });

  it('is given up of whoever leads somebody now, whose card need not have been read again', () => {
    const before = rememberLooks();
    const enough = () => before.enoughFor('site', [shown('1')], []);
    before.saw('site', { ...seen, shown: [shown('1')], readers: [found('one', 'plain')] });
    before.changed('site', { custody: custodyBy('one'), waits: nobody });
    expect(enough()).toBe('paired');
    before.changed('site', {
      custody: new Map([...custodyBy('one'), ...custodyBy('one', 'another')]),
      waits: nobody,
    });
    expect(enough()).toBe('whole');
  });

  it('is given up of a ward who may follow the escort that went before them', () => {
    const before = rememberLooks();
    before.saw('site', { ...seen, shown: [shown('1')], readers: [found('ward', 'paired')] });
    before.changed('site', {
      custody: custodyBy('one', 'ward', { since: new Date(0), until: new Date(1) }),
      waits: nobody,
    });
    expect(before.enoughFor('site', [shown('1')], [])).toBe('whole');
  });

  it('is that nobody waited at a door, until somebody does, and which look is enough for them', () => {
    const before = rememberLooks();
    before.saw('site', {
      shown: [shown('1'), shown('2')],
      readers: [found('one', 'plain'), found('two', 'whole')],
      waiting: [],
      quiet: ['door', 'side'],
    });
    expect(before.notQuiet('site', ['door', 'side', 'third'])).toEqual(['third']);
    for (const [person, enough] of [
      ['one', 'plain'],
      ['stranger', 'paired'],
      ['two', 'whole'],
    ] as const) {
      before.changed('site', { custody: nobody, waits: waitAt('door', person) });
      expect(before.notQuiet('site', ['door', 'side'])).toEqual(['door']);
      expect(before.enoughFor('site', [], ['door'])).toBe(enough);
    }
  });
});

describe('looks', () => {
  it('reach what each before them does', () => {
    expect(looksNow.map((look) => looksNow.filter((enough) => reaches(look, enough)))).toEqual([
      ['plain'],
      ['plain', 'paired'],
      ['plain', 'paired', 'whole'],
    ]);
    expect(leastReaching([])).toBe('plain');
    expect(leastReaching(['plain', 'whole', 'paired'])).toBe('whole');
  });
});
