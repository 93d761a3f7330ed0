import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import type { Ground } from '../../../src/access/decide/decision.ts';
import { oracle } from '../../oracle/decide-passage.ts';
import { anyFacts } from '../../support/any-facts.ts';

function written(items: readonly (Ground & { readonly code: string })[]): readonly string[] {
  return items.map(({ code, row }) => (row === undefined ? code : `${code}@${row}`)).sort();
}

describe('the second evaluator', () => {
  it('agrees on verdict, reasons with their rows, and notes of any facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, reasons, notes } = decidePassage(facts);
        expect({ verdict, reasons: written(reasons), notes: written(notes) }).toEqual(oracle(facts));
      }),
      { numRuns: 5_000 },
    );
  });
});
