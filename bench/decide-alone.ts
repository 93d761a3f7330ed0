import fc from 'fast-check';
import { decidePassage } from '../src/access/decide/decide-passage.ts';
import { anyFacts } from '../test/support/any-facts.ts';

const factsCount = 2_000;
const repeats = 100;

/** `decidePassage` by itself on generated facts, seeded. */
export function measureDecide(): { readonly perSecond: number } {
  const facts = fc.sample(anyFacts, { numRuns: factsCount, seed: 1 });
  for (const one of facts) decidePassage(one);
  const started = performance.now();
  let grants = 0;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const one of facts) if (decidePassage(one).verdict === 'grant') grants += 1;
  }
  const elapsed = (performance.now() - started) / 1000;
  if (grants === 0) throw new Error('the generated facts grant nothing');
  return { perSecond: Math.round((factsCount * repeats) / elapsed) };
}
