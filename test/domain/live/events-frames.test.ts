import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeJson } from '../../../src/live/stream/broadcast.ts';
import { type EntryTold, eventsFrames, largestFrame } from '../../../src/live/stream/events-frames.ts';

/** A cursor as long as the longest. */
const cursorAt = (seq: number) => `${'e'.repeat(36)}:${String(seq).padStart(16, '0')}:${'f'.repeat(32)}`;

/** Of a log: some entries are shown, some covered alone, some not even that; some bring alarms. */
const logs = fc
  .record({
    after: fc.nat(9_999),
    sizes: fc.array(
      fc.record({
        bytes: fc.oneof({ weight: 8, arbitrary: fc.nat(400) }, { weight: 1, arbitrary: fc.nat(3_000) }),
        letter: fc.constantFrom('a', '髙', '\u{20BB7}'),
        told: fc.constantFrom('shown', 'shown', 'filtered', 'hidden'),
        alarms: fc.nat(2),
      }),
      { maxLength: 40 },
    ),
    beyond: fc.nat(3),
  })
  .map(({ after, sizes, beyond }) => {
    const told = sizes.flatMap(({ bytes, letter, told: how, alarms }, index): EntryTold[] => {
      const seq = after + 1 + index;
      if (how === 'hidden') return [];
      const frames = Array.from({ length: alarms }, () => encodeJson({ type: 'alarm', seq }));
      const words = letter.repeat(bytes / Buffer.byteLength(letter));
      return [{ seq, alarms: frames, item: how === 'shown' ? encodeJson({ seq, words }) : undefined }];
    });
    return { after, upTo: after + sizes.length + beyond + 1, told };
  });
const bounds = fc.integer({ min: 300, max: 5_000 });

type Read = {
  type: string;
  seq: number;
  after: number;
  upTo: number;
  cursor: string;
  items: { seq: number }[];
};
const read = (frames: readonly Buffer[]): readonly Read[] =>
  frames.map((frame) => JSON.parse(frame.toString()));
const shownIn = (told: readonly EntryTold[]) =>
  told.flatMap(({ seq, item }) => (item === undefined ? [] : seq));
const alarmsIn = (told: readonly EntryTold[]) => told.flatMap(({ seq, alarms }) => alarms.map(() => seq));

describe('the frames of a stretch of the log', () => {
  it('cover it range after range, each as short as it may be and with the cursor behind it', () => {
    fc.assert(
      fc.property(logs, bounds, ({ after, upTo, told }, largest) => {
        const frames = eventsFrames({ after, upTo }, told, cursorAt, largest);
        let reached = after;
        for (const [nth, frame] of read(frames).entries()) {
          if (frame.type === 'alarm') continue;
          expect(frame.after).toBe(reached);
          expect(frame.cursor).toBe(cursorAt(frame.upTo));
          for (const { seq } of frame.items) expect(seq > frame.after && seq <= frame.upTo).toBe(true);
          if (frame.items.length > 1) expect(frames[nth]?.length).toBeLessThanOrEqual(largest);
          reached = frame.upTo;
        }
        expect(reached).toBe(upTo);
      }),
    );
  });

  it('give everything once to whoever breaks off after any of them and goes on from its end', () => {
    fc.assert(
      fc.property(logs, bounds, fc.nat(), ({ after, upTo, told }, largest, cut) => {
        const whole = read(eventsFrames({ after, upTo }, told, cursorAt, largest));
        const got = whole.slice(0, 1 + (cut % whole.length));
        const end = got.findLast(({ type }) => type === 'events')?.upTo ?? after;
        const rest = told.filter(({ seq }) => seq > end);
        const then = end === upTo ? [] : read(eventsFrames({ after: end, upTo }, rest, cursorAt, largest));
        const items = [...got, ...then].flatMap((frame) => frame.items ?? []);
        expect(items.map(({ seq }) => seq)).toEqual(shownIn(told));
        // An alarm may come again, never not at all, and never after the range it stands in.
        const alarms = (frames: readonly Read[]) =>
          frames.flatMap(({ type, seq }) => (type === 'alarm' ? seq : []));
        expect(new Set(alarms([...got, ...then]))).toEqual(new Set(alarmsIn(told)));
        expect(alarms(whole)).toEqual(alarmsIn(told));
        for (const [nth, frame] of whole.entries()) {
          if (frame.type !== 'events') continue;
          expect(alarms(whole.slice(nth)).every((seq) => seq > frame.upTo)).toBe(true);
        }
      }),
    );
  });

  it('tell an entry that is longer by itself in a frame of its own', () => {
    const item = (seq: number, bytes: number) => ({
      seq,
      alarms: [],
      item: encodeJson({ seq, words: 'x'.repeat(bytes) }),
    });
    const told = [
      item(1, 40_000),
      item(2, 20_000),
      item(3, 90_000),
      item(4, 10),
      item(5, 65_000),
      item(6, 600),
    ];
    const frames = read(eventsFrames({ after: 0, upTo: 6 }, told, cursorAt, largestFrame));
    expect(frames.map(({ items }) => items.map(({ seq }) => seq))).toEqual([[1, 2], [3], [4, 5], [6]]);
    expect(frames.map(({ upTo }) => upTo)).toEqual([2, 3, 5, 6]);
  });
});
