import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiveEvents } from '../../../src/gateways/receive-events.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';

const caller = { siteId: 's', gatewayId: 'g', tokenId: 't' };
const read = {
  seq: 1,
  kind: 'card-read',
  at: '2026-04-06T09:00:00.500+09:00',
  reader: 'r-1',
  card: { format: 'wiegand-34', facility: '12', number: '40035' },
};
const bare = { ...read, card: { format: 'wiegand-34', facility: '', number: '40035' } };

type Raw = typeof read & Readonly<Record<string, unknown>>;

/** The digest of an event that came as this JSON text. */
function digestOf(event: object): string | undefined {
  const raw: Raw = JSON.parse(JSON.stringify(event));
  return atOnce(receiveEvents(caller, 'e', [raw], false, new Map()))[0]?.digest.toString('hex');
}

/** The same value with the members of every object turned round. */
function turned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}

describe('the digest of an event', () => {
  it.each([
    ['in another order', read, turned(read)],
    ['with no facility', bare, { ...bare, card: { format: 'wiegand-34', number: '40035' } }],
    ['with null for a facility', bare, { ...bare, card: { ...bare.card, facility: null } }],
    ['with null for a parity', read, { ...read, card: { ...read.card, parity: null } }],
    ['with the moment in UTC', read, { ...read, at: '2026-04-06T00:00:00.5Z' }],
    ['with the moment at +00:00', read, { ...read, at: '2026-04-06T00:00:00.500+00:00' }],
    ['with nothing for what it decided alone', read, { ...read, decided: null }],
    ['with the number as a JSON number', read, { ...read, card: { ...read.card, number: 40035 } }],
    ['with leading zeros', read, { ...read, card: { ...read.card, facility: '012', number: '040035' } }],
    ['with the format in capitals', read, { ...read, card: { ...read.card, format: 'Wiegand-34' } }],
    [
      'with hexadecimal digits in another case, and separators',
      { ...read, card: { format: 'felica-idm', number: '0114C5220D19BE07' } },
      { ...read, card: { format: 'felica-idm', number: '01:14:c5:22:0d:19:be:07' } },
    ],
    [
      'with what it decided alone in another order',
      { ...read, decided: { verdict: 'grant', listVersion: 3 } },
      { ...read, decided: { listVersion: 3, verdict: 'grant' } },
    ],
    [
      'that cannot be read, in another order',
      { seq: 1, kind: 'x', at: 'y', z: { a: 1, b: [1] } },
      { z: { b: [1], a: 1 }, at: 'y', kind: 'x', seq: 1 },
    ],
  ])('is the same %s', (_, one, other) => {
    expect(digestOf(other ?? {})).toBe(digestOf(one));
  });

  it.each([
    ['another card', { ...read, card: { ...read.card, number: '40036' } }],
    ['no facility, which is not facility 12', bare],
    ['another reader', { ...read, reader: 'r-2' }],
    ['another kind', { ...read, kind: 'duress' }],
    ['another moment', { ...read, at: '2026-04-06T09:00:01.500+09:00' }],
    ['a moment a microsecond later', { ...read, at: '2026-04-06T09:00:00.500001+09:00' }],
    ['the same figures in another zone', { ...read, at: '2026-04-06T09:00:00.500Z' }],
    ['a moment that cannot be read', { ...read, at: '2026-04-06T00:00:00.500z' }],
    ['a field nobody knows', { ...read, colour: 'red' }],
    ['a field of the card nobody knows', { ...read, card: { ...read.card, colour: 'red' } }],
    ['a card that cannot be read', { ...read, card: 'wiegand-34/12/40035' }],
    ['what the gateway decided alone', { ...read, decided: { verdict: 'deny' } }],
  ])('is another with %s', (_, other) => {
    expect(digestOf(other)).not.toBe(digestOf(read));
  });

  it.each([
    ['the time of a read', { ...read, at: 'one' }, { ...read, at: 'other' }],
    ['the card', { ...read, card: 'one' }, { ...read, card: 'other' }],
    ['a door', { seq: 1, kind: 'door-forced', door: 7 }, { seq: 1, kind: 'door-forced', door: 8 }],
    ['the kind', { seq: 1, kind: 'one' }, { seq: 1, kind: 'other' }],
  ])('tells apart also what could not be read: %s', (_, one, other) => {
    expect(digestOf(one)).not.toBe(digestOf(other));
  });

  it('is the same in whatever order members stand, and another where one says something else', () => {
    const anyFields = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), {
      maxKeys: 5,
    });
    fc.assert(
      fc.property(anyFields, fc.string(), fc.string(), (fields, one, other) => {
        const event = { ...fields, ...read };
        expect(digestOf(turned(event) ?? {})).toBe(digestOf(event));
        fc.pre(one !== other);
        expect(digestOf({ ...event, odd: one })).not.toBe(digestOf({ ...event, odd: other }));
      }),
    );
  });
});
