import { describe, expect, it } from 'vitest';
import { Listening } from '../../../src/access/batch/lanes/listening.ts';

const start = Date.parse('2026-04-06T00:00:00Z');

/** An instance that starts, its clocks in the hands of the test. */
function anInstance() {
  let passed = 0;
  const listening = new Listening({ now: () => new Date(start + passed) }, () => passed);
  return {
    listening,
    goOn: (seconds: number) => {
      passed += seconds * 1000;
    },
    since: () => (listening.since.getTime() - start) / 1000,
  };
}

describe('an instance', () => {
  it('listens since its start, while the database answers again and again', () => {
    const { listening, goOn, since } = anInstance();
    for (let second = 0; second < 100; second += 10) {
      goOn(10);
      listening.answered();
    }
    expect(since()).toBe(0);
  });

  it('listens anew after the database answered nothing for a while, from when it answers', () => {
    const { listening, goOn, since } = anInstance();
    goOn(10);
    listening.answered();
    goOn(16);
    expect(since()).toBe(26);
    goOn(40);
    listening.answered();
    goOn(5);
    listening.answered();
    expect(since()).toBe(66);
  });
});
