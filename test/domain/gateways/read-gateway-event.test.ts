import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatewayEventKinds, gatewayEventSchemas, neededFields } from '../../../src/gateways/gateway-event.ts';
import { readGatewayEvent } from '../../../src/gateways/read-gateway-event.ts';

const at = '2026-04-06T09:00:00+09:00';
const dangers = [
  'fire-signal',
  'duress',
  'door-forced',
  'door-held',
  'intrusion-alarm',
  'tamper',
  'power-lost',
  'heartbeat',
  'buffer-lost',
] as const;
const places = { reader: 'r-1', door: 'd-1', read: 1, accepted: true };

/** An event of a kind with every field that kind needs. */
function anEvent(kind: string): Record<string, unknown> {
  const needed: Readonly<Record<string, unknown>> = { ...neededFields }[kind as keyof typeof neededFields];
  const given = Object.keys(needed).map((field) => [field, places[field as keyof typeof places]]);
  return { seq: 1, kind, at, ...Object.fromEntries(given) };
}

const anyName = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((name) => !['seq', 'kind', ...Object.keys(places)].includes(name));

describe('readGatewayEvent', () => {
  it('finds nothing wrong with what the protocol shows', () => {
    const examples = gatewayEventSchemas.flatMap(
      (schema) => (schema as { examples?: object[] }).examples ?? [],
    );
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) {
      expect(readGatewayEvent({ ...example })).toMatchObject({ ok: true, value: { faults: undefined } });
    }
  });

  it('reads every kind by what it needs, whatever else stands in the event', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...gatewayEventKinds),
        fc.dictionary(anyName, fc.jsonValue(), { maxKeys: 4, noNullPrototype: true }),
        (kind, strange) => {
          const read = readGatewayEvent({
            ...strange,
            ...anEvent(kind),
            ...('at' in strange ? { at: strange.at } : {}),
          });
          expect(read.ok && read.value.event).toMatchObject({ kind });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each(dangers)('hears %s whatever is strange about all of its fields', (kind) => {
    fc.assert(
      fc.property(
        fc.record({ at: fc.jsonValue(), door: fc.jsonValue(), reader: fc.jsonValue(), lost: fc.jsonValue() }),
        fc.constantFrom('at', 'door', 'reader', 'lost', 'none'),
        (strange, left) => {
          const { [left as 'at']: _left, ...rest } = strange;
          expect(readGatewayEvent({ seq: 1, kind, ...rest })).toMatchObject({ ok: true });
        },
      ),
    );
  });

  it.each(Object.keys(neededFields))('reads %s alike in whatever order its fields come', (kind) => {
    const event = {
      ...anEvent(kind),
      ...(kind === 'card-read' ? { card: { number: '1', format: 'uid' } } : {}),
    };
    const turned = Object.fromEntries(Object.entries(event).reverse());
    const [one, other] = [readGatewayEvent(event), readGatewayEvent(turned)];
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  it.each([
    [{ ...anEvent('door-opened'), door: undefined, at }, '/door 必要な項目です'],
    [{ ...anEvent('door-held'), door: 7 }, '/door 文字列にしてください'],
    [
      { ...anEvent('duress'), reader: 'r-1', at: 'this morning' },
      '/at 時差の付いた日時（2026-04-01T09:00:00+09:00 など）にしてください',
    ],
    [{ ...anEvent('read-abandoned'), read: 0 }, '/read 1 以上にしてください'],
    [
      { ...anEvent('card-read'), card: { format: 'wiegand-34', facility: '' } },
      '/card/number 必要な項目です',
    ],
    [
      { ...anEvent('card-read'), card: { format: 'wiegand-34', facility: '', number: '1', parity: 'odd' } },
      '/card/parity 次のいずれかにしてください: ok, bad',
    ],
    [{ ...anEvent('heartbeat'), mood: 'fine' }, 'event この形にない項目があります'],
    [{ ...anEvent('card-read'), decided: { mood: 'fine' } }, '/decided/verdict 必要な項目です'],
  ])('says where and what is wrong, in Japanese: %j', (raw, fault) => {
    const read = readGatewayEvent(JSON.parse(JSON.stringify(raw)));
    expect(read.ok ? read.value.faults?.fault : read.refusal).toBe(fault);
  });

  it.each([
    ['facility', null, { facility: '' }],
    ['facility', undefined, { facility: '' }],
    ['facility', 12, { facility: '12' }],
    ['parity', null, {}],
  ])('tells the card where its %s is %j', (field, value, told) => {
    const card = { format: 'uid', number: '04A1', facility: '' };
    const read = readGatewayEvent({ ...anEvent('card-read'), card: { ...card, [field]: value } });
    expect(read).toMatchObject({ ok: true, value: { event: { card: { ...card, ...told } } } });
    expect(read).not.toHaveProperty('value.event.card.parity');
  });

  it('has words for whatever may be wrong with a field', () => {
    const anyField = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', '-', {}, { verdict: 'grant', reason: ' ' }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...gatewayEventKinds),
        fc.constantFrom('seq', 'at', 'reader', 'door', 'card', 'decided', 'read', 'lost', 'accepted'),
        anyField,
        (kind, field, value) => {
          const read = readGatewayEvent({ ...anEvent(kind), [field]: value });
          const fault = read.ok ? read.value.faults?.fault : read.refusal;
          if (fault === undefined || fault === 'event says nothing') return;
          expect(fault).toMatch(/^(event|\/[a-z/A-Z]+) .*[ぁ-ん]/);
          expect(fault).not.toContain('形が合いません');
        },
      ),
    );
  });

  it('says what is wrong in words that hold nothing of its values', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{6,12}$/), (number) => {
        const read = readGatewayEvent({
          ...anEvent('card-read'),
          [number]: number,
          card: { number: [number] },
        });
        expect(JSON.stringify(read.ok && read.value.faults)).not.toContain(number);
      }),
    );
  });
});
