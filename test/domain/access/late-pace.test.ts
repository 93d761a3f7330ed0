import { describe, expect, it } from 'vitest';
import { LatePace } from '../../../src/access/batch/lanes/late-pace.ts';

/** The pace of a site after this many batches, each event of which took so long. */
function paceAfter(batches: number, msPerEvent: number): LatePace {
  const pace = new LatePace();
  pace.liveArrived(0);
  for (let batch = 0; batch < batches; batch += 1) {
    const events = pace.next(0);
    pace.took(events, events * msPerEvent);
  }
  return pace;
}

describe('the pace of a backlog', () => {
  it('takes as many late events as last took 12 ms while somebody reads cards', () => {
    expect(paceAfter(40, 0.4).next(0)).toBe(30);
    expect(paceAfter(40, 0.2).next(1_000)).toBe(60);
  });

  it('takes many once no card was read for a second, and before the first', () => {
    expect(paceAfter(40, 0.4).next(1_001)).toBe(200);
    expect(new LatePace().next(0)).toBe(200);
  });

  it('goes on where every event is slow, and gains nothing from larger batches', () => {
    expect(paceAfter(40, 50).next(0)).toBe(10);
    expect(paceAfter(40, 0.01).next(0)).toBe(200);
  });

  it('reckons with what a batch costs besides its events', () => {
    const pace = new LatePace();
    pace.liveArrived(0);
    for (let batch = 0; batch < 60; batch += 1) pace.took(pace.next(0), 6 + pace.next(0) * 0.1);
    expect(6 + pace.next(0) * 0.1).toBeCloseTo(12, 0);
  });
});
