import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTold } from '../../../src/access/batch/answer/gateways/clock-told.ts';
import { ToldSoFar } from '../../../src/access/batch/answer/gateways/told-so-far.ts';
import { receiveEvents } from '../../../src/gateways/receive-events.ts';
import { dayMs } from '../../../src/kernel/day-ms.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';

type Event = Readonly<Record<string, unknown>> & { readonly seq: number };

const start = Date.parse('2026-04-06T00:00:00Z');
const epoch = '0199aa00-0000-7000-8000-000000000000';
const caller = { siteId: 's', gatewayId: 'g', tokenId: 't' };

/** A gateway that tells one thing after the other: whether each is a read for which nobody stands at the door any more. */
function aTeller() {
  const told = new ToldSoFar([]);
  let seq = 0;
  const event = (kind: string, made: number | undefined): Event => {
    seq += 1;
    const at = made === undefined ? 'a quarter past' : new Date(made).toISOString();
    return { seq, kind, at, ...(kind === 'card-read' ? aRead : {}) };
  };
  /** Posts events at a moment of our time. */
  const post = (now: number, ...events: readonly Event[]) =>
    atOnce(receiveEvents(caller, epoch, events, false, new Map())).map((received) => {
      const order = told.orderOf(received, undefined);
      const clock = clockTold({ now: new Date(now) }, received, order, 30_000);
      told.note(received, clock, undefined, undefined);
      return clock.tooOld;
    });
  return {
    beat: (made: number) => event('heartbeat', made),
    read: (made?: number) => event('card-read', made),
    post,
  };
}

const aRead = { reader: 'hall', card: { format: 'wiegand-26', facility: '1', number: '10000' } };
const brokenBy = fc.option(
  fc.oneof(
    fc.integer({ min: 31_000, max: 50 * 366 * dayMs }),
    fc.integer({ min: -50 * 366 * dayMs, max: -dayMs }),
  ),
  { nil: undefined },
);
const brokenAt = (by: number | undefined) => (by === undefined ? undefined : start + by);
const soon = fc.integer({ min: 0, max: 25_000 });
const heldFor = fc.integer({ min: 31_000, max: dayMs / 2 });

describe('one read with a broken time, or none', () => {
  it('makes no live read look too old', () => {
    fc.assert(
      fc.property(brokenBy, soon, soon, fc.boolean(), (by, first, second, isBeside) => {
        const { beat, read, post } = aTeller();
        const live = start + first + second;
        post(start, beat(start));
        const broken = read(brokenAt(by));
        if (!isBeside) post(start + first, broken);
        const answers = post(live, ...(isBeside ? [read(live), read(brokenAt(by))] : [read(live)]));
        expect(answers[0]).toBe(false);
      }),
    );
  });

  it('opens nothing for reads that were held back', () => {
    fc.assert(
      fc.property(brokenBy, soon, soon, heldFor, (by, first, second, held) => {
        const { beat, read, post } = aTeller();
        post(start, beat(start));
        post(start + first, read(brokenAt(by)));
        const late = [start - held, start - held + 500].map((made) =>
          post(start + first + second, read(made)),
        );
        expect(late).toEqual([[true], [true]]);
      }),
    );
  });
});

describe('a clock that is off', () => {
  const isOff = fc.integer({ min: -50 * 366 * dayMs, max: 50 * 366 * dayMs });

  it('opens for who stands there and not for what was held back, however far it is off', () => {
    fc.assert(
      fc.property(isOff, soon, heldFor, (off, later, held) => {
        const { beat, read, post } = aTeller();
        const now = start + later;
        post(start, beat(start + off));
        expect(post(now, read(now + off))).toEqual([false]);
        expect(post(now, read(start + off - held))).toEqual([true]);
        expect(post(now, read(now + off))).toEqual([false]);
      }),
    );
  });

  it('opens after ten seconds of reads where it was set back or put right, and then for nothing older', () => {
    const back = fc.integer({ min: 45_000, max: 50 * 366 * dayMs });
    fc.assert(
      fc.property(back, fc.integer({ min: -50 * 366 * dayMs, max: 50 * 366 * dayMs }), (by, off) => {
        const { beat, read, post } = aTeller();
        post(start, beat(start + off + by));
        const seconds = [1, 5, 10, 11, 12];
        const answers = seconds.map((after) => {
          const now = start + 1000 * after;
          return post(now, read(now + off))[0];
        });
        expect(answers).toEqual([true, true, true, false, false]);
        expect(post(start + 12_000, read(start + off - 31_000))).toEqual([true]);
      }),
    );
  });

  it('is taken to be set ahead once reads show it for ten seconds', () => {
    const { beat, read, post } = aTeller();
    const off = 9 * 3_600_000;
    post(start, beat(start));
    for (const after of [1, 6, 11])
      expect(post(start + 1000 * after, read(start + 1000 * after + off))).toEqual([false]);
    expect(post(start + 12_000, read(start))).toEqual([true]);
  });
});

it('what tells no time leaves the time that was told', () => {
  const { beat, read, post } = aTeller();
  post(start, beat(start));
  post(start, { ...beat(start), at: 'noon' }, { ...beat(start), kind: 'of-no-kind' });
  expect(post(start, read(start - 60_000))).toEqual([true]);
});
