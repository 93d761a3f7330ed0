import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEffects } from '../../../src/access/state/apply-effects.ts';
import { emptySite } from '../../../src/access/state/site-state.ts';
import { type ToldPassage, toldPassages } from '../../../src/desk/paper/told-passages.ts';

const person = 'a';
const at = (minute: number) => new Date(Date.UTC(2026, 3, 6, 0, minute));
const anyPassage: fc.Arbitrary<ToldPassage> = fc
  .tuple(fc.constantFrom('hall', 'office', 'street'), fc.integer({ min: 0, max: 59 }))
  .map(([zone, minute]) => ({ door: 'd', zone, at: at(minute) }));
const anyPassages = fc.uniqueArray(anyPassage, { maxLength: 5, selector: (one) => one.at.getTime() });

describe('passages from paper', () => {
  it('leave somebody where the last of all that is known of them put them, whatever the order', () => {
    fc.assert(
      fc.property(anyPassages, fc.option(fc.integer({ min: 0, max: 59 })), (passages, read) => {
        const before =
          read === null
            ? emptySite
            : applyEffects(
                emptySite,
                [
                  {
                    type: 'presence',
                    person,
                    zone: 'read',
                    certainty: 'confirmed',
                    since: at(read).toISOString(),
                  },
                ],
                { seq: 1, at: at(60) },
              );
        const effects = toldPassages(before.presence.get(person), person, passages);
        const after = applyEffects(before, effects, { seq: 2, at: at(61) });
        const last = passages.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
        const isLater = last !== undefined && (read === null || last.at >= at(read));
        const wanted = isLater ? last.zone : read === null ? undefined : 'read';
        expect(after.presence.get(person)?.zone).toBe(wanted);
        expect(effects).toHaveLength(passages.length);
      }),
    );
  });
});
