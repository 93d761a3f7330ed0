import { describe, expect, it } from 'vitest';
import { eventSchemas } from '../../../src/gateways/gateway-event.ts';
import { judgeRepeated } from '../../../src/gateways/judge-repeated.ts';
import { type ReceivedEvent, receiveEvents } from '../../../src/gateways/receive-events.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { findRepeatedKeys } from '../../../src/kernel/measuring-json.ts';

type Event = Readonly<Record<string, unknown>> & { readonly seq: number };

const at = '2026-04-06T00:00:00Z';
const card = { format: 'wiegand-26', facility: '1', number: '10000' };
const known: Readonly<Record<string, unknown>> = {
  reader: 'street-hall-to-hall',
  door: 'street-hall',
  card,
  decided: { verdict: 'grant' },
  accepted: true,
  read: 1,
  lost: 40,
};

/** An event of every kind, with every field that it may have. */
const everyKind: readonly Event[] = Object.entries(eventSchemas).map(([kind, { properties }]) => {
  const fields = Object.keys(properties).filter((name) => name in known);
  return { seq: 2, kind, at, ...Object.fromEntries(fields.map((name) => [name, known[name]])) };
});

function received(texts: readonly string[]): readonly ReceivedEvent[] {
  const text = `{"epoch":"e","events":[${texts.join()}]}`;
  const { events }: { events: readonly Event[] } = JSON.parse(text);
  const bytes = Buffer.from(text);
  const repeated = judgeRepeated({ keys: findRepeatedKeys(bytes), text: bytes });
  if (!repeated.ok) throw new Error('the envelope is refused');
  const caller = { siteId: 's', gatewayId: 'g', tokenId: 't' };
  return atOnce(receiveEvents(caller, 'e', events, false, repeated.value));
}

/** The same event, each of its fields in turn said twice: first something else, or the same. */
const saidTwice = (event: Event) =>
  Object.entries(event).flatMap(([name, value]) =>
    [null, 'x', value].map(
      (first) => `{"${name}":${JSON.stringify(first)},${JSON.stringify(event).slice(1)}`,
    ),
  );

describe('an event in which a field stands twice', () => {
  it.each(everyKind.map((event) => [String(event.kind), event] as const))(
    'of kind %s is taken as its last words say, noted, and kept as it came',
    (_, event) => {
      const [plain] = received([JSON.stringify(event)]);
      for (const text of saidTwice(event)) {
        const [before, twice, after] = received([JSON.stringify(event), text, JSON.stringify(event)]);
        expect(twice).toEqual({
          ...plain,
          received: text,
          faults: { notes: ['field-ignored'], fault: expect.stringContaining('twice') },
        });
        expect([before, after]).toEqual([plain, plain]);
      }
    },
  );

  it('is so as well where it stands within its card, and keeps what else is noted', () => {
    const twice = '{"format":"wiegand-26","facility":"1","number":"1","number":"10000"}';
    const [one] = received([`{"seq":2,"kind":"card-read","reader":"r","card":${twice}}`]);
    expect(one?.content).toMatchObject({ ok: true, value: { card } });
    expect(one?.faults?.notes).toEqual(['clock-unreadable', 'field-ignored']);
  });
});

describe('an envelope in which a field stands twice', () => {
  it.each([
    ['{"epoch":"a","epoch":"b","events":[]}', '/epoch'],
    ['{"epoch":"a","events":[{"seq":1}],"events":[{"seq":1,"seq":2}]}', '/events'],
    ['{"backlog":true,"epoch":"a","events":[],"backlog":false}', '/backlog'],
    ['{"epoch":"a","events":{"seq":1,"seq":2}}', '/events/seq'],
  ])('is refused, and told which: %s', (text, place) => {
    const bytes = Buffer.from(text);
    const verdict = judgeRepeated({ keys: findRepeatedKeys(bytes), text: bytes });
    expect(verdict).toMatchObject({ ok: false, refusal: { code: 'bad-request', errors: [{ at: place }] } });
  });
});
