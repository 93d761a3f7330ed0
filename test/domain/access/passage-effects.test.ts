import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import { anyFacts } from '../../support/any-facts.ts';
import { withCard } from '../../support/change-facts.ts';

const law = { numRuns: 500 };

describe('the effects of a decision', () => {
  it('move the person exactly when granted, live, known and not repeated', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, notes, effects } = decidePassage(facts);
        const moves = effects.filter(
          (effect) =>
            effect.type === 'pending' || (effect.type === 'presence' && effect.certainty === 'assumed'),
        );
        const repeated = notes.some(({ code }) => code === 'repeated');
        const moved = verdict === 'grant' && facts.live && facts.person !== undefined && !repeated;
        expect(moves).toHaveLength(moved ? 1 : 0);
      }),
      law,
    );
  });

  it('raise an alarm for every read of a lost or stolen card, whatever the verdict', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('lost', 'stolen'), (any, state) => {
        const facts = withCard(any, { state });
        fc.pre(facts.card !== undefined);
        expect(decidePassage(facts).effects).toContainEqual(
          expect.objectContaining({ type: 'alarm', kind: 'lost-card-used' }),
        );
      }),
      law,
    );
  });

  it('leave presence alone when the event is late', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const { effects, notes } = decidePassage({ ...any, live: false });
        expect(effects.every(({ type }) => type === 'alarm')).toBe(true);
        expect(notes).toContainEqual({ code: 'not-judged' });
      }),
      law,
    );
  });
});
