import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import type { WaitsFor } from '../../../src/log/entry/effects.ts';
import { anyFacts } from '../../support/any-facts.ts';
import { withCard } from '../../support/change-facts.ts';

const law = { numRuns: 500 };

describe('the effects of a decision', () => {
  it('move the person exactly when granted, live, known, not repeated, and by a card that is not missing', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, notes, effects } = decidePassage(facts);
        const moves = effects.filter(
          (effect) =>
            (effect.type === 'pending' || (effect.type === 'presence' && effect.certainty === 'assumed')) &&
            effect.person === facts.person?.id,
        );
        const repeated = notes.some(({ code }) => code === 'repeated');
        const missing = facts.card?.state === 'lost' || facts.card?.state === 'stolen';
        const moved =
          verdict === 'grant' && facts.live && facts.person !== undefined && !repeated && !missing;
        expect(moves).toHaveLength(moved ? 1 : 0);
      }),
      law,
    );
  });

  it('touch custody, and move a ward along, only with a grant, live, of a person', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, effects } = decidePassage(facts);
        const { live, person, card } = facts;
        const about = effects.flatMap((effect) => {
          if ('ward' in effect) return [effect.ward];
          const moves = effect.type === 'presence' || effect.type === 'pending';
          return moves && effect.person !== person?.id ? [effect.person] : [];
        });
        const missing = card?.state === 'lost' || card?.state === 'stolen';
        if (verdict !== 'grant' || !live || person === undefined || missing) expect(about).toEqual([]);
        const known = [person?.id, ...(person?.custody.wards.map(({ ward }) => ward) ?? [])];
        for (const one of about) expect(known).toContain(one);
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

  it('leave the owner of a lost or stolen card where the owner was: the card may be in any hand', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('lost', 'stolen'), (any, state) => {
        const { effects } = decidePassage(withCard(any, { state }));
        fc.pre(any.card !== undefined);
        expect(effects.every(({ type }) => type === 'alarm')).toBe(true);
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

  it('begin a wait exactly when the verdict is to wait, until the time of the door is over', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, effects } = decidePassage(facts);
        const begun = effects.flatMap((effect) => (effect.type === 'wait' ? [effect] : []));
        const { escortWithinMs, waitWithinMs } = facts.door;
        const within = {
          escort: escortWithinMs,
          'second-person': waitWithinMs,
          'escort-and-second-person': Math.max(escortWithinMs, waitWithinMs),
        } as const satisfies Record<WaitsFor, number>;
        const until = new Date(facts.at.getTime() + within[begun[0]?.why ?? 'escort']).toISOString();
        const way = { person: facts.person?.id, card: facts.card?.id, door: 'door', from: 'a', to: 'b' };
        expect(begun).toEqual(verdict === 'wait' ? [expect.objectContaining({ ...way, until })] : []);
      }),
      law,
    );
  });

  it('end the wait before it with every other verdict: a person stands at one door', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('door', 'other'), (any, waitsAt) => {
        const facts = { ...any, tooOld: false, presence: { ...any.presence, waitsAt } };
        const { verdict, effects } = decidePassage(facts);
        fc.pre(facts.live && facts.person !== undefined);
        fc.pre(facts.card?.state !== 'lost' && facts.card?.state !== 'stolen');
        const over = effects.filter(({ type }) => type === 'wait-over');
        expect(over).toEqual(
          verdict === 'wait' ? [] : [{ type: 'wait-over', person: facts.person?.id, door: waitsAt }],
        );
      }),
      law,
    );
  });
});
