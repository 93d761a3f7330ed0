import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiskAlarm, diskAlarms, judgeDisk } from '../../../src/log/watching/judge-disk.ts';

const none: ReadonlySet<DiskAlarm> = new Set();
const all: ReadonlySet<DiskAlarm> = new Set(diskAlarms.map(({ kind }) => kind));

/** Which alarms are raised and which are over as a volume fills and empties. */
function newsOf(percents: readonly number[]): string[] {
  let held = none;
  return percents.flatMap((percent) => {
    const now = judgeDisk(held, percent);
    const raised = [...now].filter((kind) => !held.has(kind)).map((kind) => `+${kind}`);
    const over = [...held].filter((kind) => !now.has(kind)).map((kind) => `-${kind}`);
    held = now;
    return [...raised, ...over];
  });
}

describe('judgeDisk', () => {
  it.each([
    ['below the first threshold', [0, 50, 79.9], []],
    ['on it', [80], ['+disk-filling']],
    ['past one after the other', [80, 90, 95, 100], ['+disk-filling', '+disk-nearly-full', '+disk-full']],
    ['past all at once', [97], ['+disk-filling', '+disk-nearly-full', '+disk-full']],
    ['to and fro on the border', [80, 79.9, 80, 78, 80.1], ['+disk-filling']],
    [
      'down again, with room to spare',
      [91, 87.9, 77.9],
      ['+disk-filling', '+disk-nearly-full', '-disk-nearly-full', '-disk-filling'],
    ],
    [
      'down at once',
      [100, 10],
      [
        '+disk-filling',
        '+disk-nearly-full',
        '+disk-full',
        '-disk-filling',
        '-disk-nearly-full',
        '-disk-full',
      ],
    ],
  ])('tells each threshold once: %s', (_what, percents, news) => {
    expect(newsOf(percents)).toEqual(news);
  });

  it('never holds an alarm without those of less', () => {
    const anyHeld = fc.constantFrom(none, all, ...diskAlarms.map(({ kind }) => new Set([kind])));
    fc.assert(
      fc.property(anyHeld, fc.double({ min: 0, max: 100, noNaN: true }), (held, percent) => {
        const now = judgeDisk(judgeDisk(held, percent), percent);
        const holding = diskAlarms.map(({ kind }) => now.has(kind));
        expect(holding.toSorted((one, other) => Number(other) - Number(one))).toEqual(holding);
      }),
    );
  });
});
