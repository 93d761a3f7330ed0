import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EscortRight } from '../../../src/access/decide/escort/escort-fault.ts';
import { type AtHand, judgeCompany } from '../../../src/access/decide/escort/judge-company.ts';
import { wardsPerEscort } from '../../../src/access/decide/escort/wards-per-escort.ts';
import { usualVisitorSettings } from '../../../src/zones/plan/visitor-settings.ts';

const right: EscortRight = { basis: 'visit', persons: ['host', 'named'], organisations: ['soumu'] };

function atHand(id: string, over: Partial<AtHand> = {}): AtHand {
  return { id, kind: 'staff', state: 'active', organisationId: undefined, wards: 0, ...over };
}

function judged(people: readonly AtHand[], over: Partial<Parameters<typeof judgeCompany>[0]> = {}) {
  return judgeCompany({ right, held: undefined, atHand: people, mayCome: true, most: 5, ...over });
}

describe('whoever goes through a door with a visitor', () => {
  it.each([
    ['the host', atHand('host')],
    ['whom the host named', atHand('named')],
    ['one of the host’s unit', atHand('colleague', { organisationId: 'soumu' })],
  ])('is their escort: %s', (_, one) => {
    expect(judged([one])).toEqual({ escort: 'present', by: one.id });
  });

  it.each([
    ['of another unit', atHand('passer-by', { organisationId: 'zaimu' })],
    ['of no unit, where a unit may escort', atHand('passer-by')],
    ['a guard under a contract', atHand('host', { kind: 'card-lent' })],
    ['an official of another ministry', atHand('host', { kind: 'other-ministry' })],
    ['suspended', atHand('host', { state: 'suspended' })],
    ['gone', atHand('host', { state: 'left' })],
    ['another visitor', atHand('host', { kind: 'visitor' })],
  ])('is none: somebody %s, and the right one may still come', (_, one) => {
    expect(judged([one])).toEqual({ escort: 'awaited', by: undefined });
    expect(judged([one], { mayCome: false })).toEqual({ escort: 'missing', by: undefined });
  });

  it('is told to have lost the right, where the visitor is in their custody', () => {
    const held = 'host';
    expect(judged([atHand('host', { state: 'suspended' })], { held }).escort).toBe('not-staff');
    expect(judged([atHand('host')], { held, right: { ...right, persons: [] } }).escort).toBe('wrong');
  });

  it('keeps whom they have, also where another one has fewer', () => {
    const two = [atHand('host', { wards: 4 }), atHand('named')];
    expect(judged(two, { held: 'host' }).by).toBe('host');
    expect(judged(two).by).toBe('named');
  });

  it('leads as many as one may; one more asks for a second escort, and two lead any number', () => {
    expect(judged([atHand('host', { wards: 4 })]).escort).toBe('present');
    expect(judged([atHand('host', { wards: 5 })]).escort).toBe('over-ratio');
    const many = [atHand('host', { wards: 40 }), atHand('named', { wards: 30 })];
    expect(judged(many)).toEqual({ escort: 'present', by: 'named' });
  });

  it('is nobody where nothing says who may', () => {
    expect(judged([atHand('host')], { right: undefined }).escort).toBe('missing');
  });

  it('is never anybody but staff in service whom the right covers, in whatever order they came', () => {
    const anybody = fc.record({
      id: fc.constantFrom('host', 'named', 'other', 'colleague'),
      kind: fc.constantFrom('staff', 'card-lent', 'visitor'),
      state: fc.constantFrom('active', 'suspended', 'left'),
      organisationId: fc.constantFrom('soumu', 'zaimu', undefined),
      wards: fc.integer({ min: 0, max: 7 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anybody, { selector: ({ id }) => id }), (people) => {
        const found = judged(people);
        expect(judged(people.toReversed())).toEqual(found);
        const by = people.find(({ id }) => id === found.by);
        if (found.by === undefined) expect(found.escort).toBe('awaited');
        else {
          expect(by).toMatchObject({ kind: 'staff', state: 'active' });
          expect(right.persons.includes(found.by) || by?.organisationId === 'soumu').toBe(true);
        }
      }),
    );
  });
});

const ofVisit = (purpose: string, perEscort?: number) => ({ purpose, perEscort });

describe('how many one escort leads', () => {
  it.each([
    [0, 5],
    [2, 5],
    [3, 2],
    [4, 2],
    [null, 2],
  ])('into class %s is %s, where the site says nothing', (zoneClass, most) => {
    expect(wardsPerEscort(usualVisitorSettings, zoneClass, undefined)).toBe(most);
  });

  it('is what the site says for the purpose, before what it says for any', () => {
    const perEscort = [
      { class: 0, visitors: 5 },
      { class: 3, visitors: 2 },
      { class: 0, purpose: 'tour', visitors: 20 },
    ];
    expect(wardsPerEscort({ perEscort }, 3, ofVisit('tour'))).toBe(20);
    expect(wardsPerEscort({ perEscort }, 3, ofVisit('meeting'))).toBe(2);
    expect(wardsPerEscort({ perEscort: [] }, 1, ofVisit('meeting'))).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    ['fewer', 1, 3, 1],
    ['as many', 2, 3, 2],
    ['more', 40, 3, 2],
    ['more, where the site says nothing', 40, 0, 40],
  ])('is never more for a visit than what the site says: %s', (_, perEscort, zoneClass, most) => {
    const settings = { perEscort: [{ class: 3, visitors: 2 }] };
    expect(wardsPerEscort(settings, zoneClass, ofVisit('meeting', perEscort))).toBe(most);
  });
});
