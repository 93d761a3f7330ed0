import { describe, expect, it } from 'vitest';
import config from '../../vitest.config.ts';
import { filesOf } from '../support/source-files.ts';

/** Shorter than this, a limit says how busy the machine was. Milliseconds. */
const shortest = 60_000;

/** A limit as a test says it: of a poll or of a test, by name, or behind its function. */
const limits = /\btimeout: ([\d_]+)|^\s*\}, ([\d_]+)\);$|\bAbortSignal\.timeout\(([\d_]+)\)/gm;

function shortLimitsIn(text: string): readonly string[] {
  return [...text.matchAll(limits)]
    .filter(([, ...values]) =>
      values.some((value) => Number(value?.replaceAll('_', '') ?? shortest) < shortest),
    )
    .map(([limit]) => limit.trim());
}

describe('the time limits of tests', () => {
  it('are none that a busy machine does not keep', () => {
    const found = filesOf('test')
      .filter(({ file }) => file.endsWith('.test.ts') && file !== 'upkeep/time-limits.test.ts')
      .flatMap(({ file, text }) => shortLimitsIn(text).map((limit) => `${file}: ${limit}`));
    expect(found).toEqual([]);
  });

  it('are found however they are written', () => {
    expect(shortLimitsIn("it('is', { timeout: 20_000 }, () => {\n")).toHaveLength(1);
    expect(shortLimitsIn("it('is', () => {\n  }, 5000);\n")).toHaveLength(1);
    expect(shortLimitsIn('fetch(url, { signal: AbortSignal.timeout(1_000) })')).toHaveLength(1);
    expect(shortLimitsIn('expect.poll(look, { timeout: 60_000 })')).toEqual([]);
  });

  it('are set for every project: what vitest takes of itself is 1 s for a poll and 10 s for a hook', () => {
    for (const project of config.test?.projects ?? []) {
      const { name, testTimeout, hookTimeout, expect: expected } = Object(Object(project).test);
      for (const limit of [testTimeout, hookTimeout, expected?.poll?.timeout]) {
        expect(limit, name).toBeGreaterThanOrEqual(shortest);
      }
    }
  });
});
