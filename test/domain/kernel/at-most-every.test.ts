import { describe, expect, it } from 'vitest';
import { atMostEvery } from '../../../src/kernel/at-most-every.ts';

function counted() {
  let now = 0;
  let asked = 0;
  const answers: (() => Promise<number>)[] = [];
  const ask = atMostEvery(1_000, { now: () => new Date(now) }, async () => {
    asked += 1;
    return (answers.shift() ?? (async () => asked))();
  });
  return { ask, answers, setTo: (next: number) => (now = next) };
}

describe('what is asked at most once a second', () => {
  it('gives everybody within it one answer, and asks anew after it', async () => {
    const { ask, setTo } = counted();
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    setTo(999);
    expect(await ask()).toBe(1);
    setTo(1_000);
    expect(await ask()).toBe(2);
  });

  it('asks anew where the clock was set back', async () => {
    const { ask, setTo } = counted();
    setTo(10_000);
    expect(await ask()).toBe(1);
    setTo(0);
    expect(await ask()).toBe(2);
  });

  it('is never asked twice at once, however long the answer takes', async () => {
    const { ask, answers, setTo } = counted();
    let answer: (value: number) => void = () => undefined;
    answers.push(() => new Promise((resolve) => (answer = resolve)));
    const first = ask();
    setTo(5_000);
    const second = ask();
    answer(7);
    expect(await Promise.all([first, second])).toEqual([7, 7]);
  });

  it('does not keep a failure', async () => {
    const { ask, answers } = counted();
    answers.push(() => Promise.reject(new Error('away')));
    await expect(ask()).rejects.toThrow('away');
    expect(await ask()).toBe(2);
  });
});
