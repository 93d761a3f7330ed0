import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEffects } from '../../../src/access/state/apply-effects.ts';
import { emptySite, type Place } from '../../../src/access/state/site-state.ts';
import { type ToldPassage, toldPassages } from '../../../src/desk/paper/told-passages.ts';

const person = 'a';
const at = (minute: number) => new Date(Date.UTC(2026, 3, 6, 0, minute));
const anyPassage: fc.Arbitrary<ToldPassage> = fc
  .tuple(fc.constantFrom('hall', 'office', 'street'), fc.integer({ min: 0, max: 59 }))
  .map(([zone, minute]) => ({ door: 'd', zone, at: at(minute) }));
const anyPassages = fc.uniqueArray(anyPassage, { maxLength: 5, selector: (one) => one.at.getTime() });

const anyPlace: fc.Arbitrary<Place | undefined> = fc.option(
  fc.record({
    zone: fc.constantFrom('hall', 'office', null),
    certainty: fc.constant('confirmed' as const),
    since: fc.option(fc.integer({ min: 0, max: 59 }).map(at), { nil: undefined }),
    seq: fc.constant(1),
    door: fc.constant('d'),
    pending: fc.option(
      fc.record({
        door: fc.constantFrom('d', 'e'),
        from: fc.constant('hall'),
        to: fc.constant('office'),
        until: fc.constant(at(62)),
        along: fc.boolean(),
      }),
      { nil: undefined },
    ),
  }),
  { nil: undefined },
);

describe('passages from paper', () => {
  it('stand by themselves: where they move somebody, what is saved of them alone is what their replay says (I9)', () => {
    fc.assert(
      fc.property(anyPassages, anyPlace, (passages, place) => {
        const before =
          place === undefined ? emptySite : { ...emptySite, presence: new Map([[person, place]]) };
        const effects = toldPassages(place, person, passages);
        const moment = { seq: 2, at: at(61) };
        const after = applyEffects(before, effects, moment).presence.get(person);
        const saved = applyEffects(emptySite, effects, moment).presence.get(person);
        expect(saved ?? place).toEqual(after);
        expect(after?.pending).toEqual(place?.pending);
      }),
    );
  });

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
