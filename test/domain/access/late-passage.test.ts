import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latePassage } from '../../../src/access/batch/answer/reads/late-passage.ts';
import { replayEffects } from '../../../src/access/state/apply-effects.ts';
import { emptySite, type SiteState } from '../../../src/access/state/site-state.ts';
import type { Effect } from '../../../src/log/entry/effects.ts';
import type { Entry } from '../../../src/log/entry/entry.ts';
import { type Move, movesOf } from '../../../src/log/writing/moves-of.ts';

const beginning = Date.parse('2026-10-01T00:00:00.000Z');
const at = (minutes: number) => new Date(beginning + minutes * 60_000);
const person = 'sato';
const door = 'd1';

/** What becomes of one person: told as it happens, or afterwards. `minutes`: when it happened. */
type Happening =
  | { readonly live: 'moved' | 'forgotten' | 'granted' | 'not-taken'; readonly zone: string }
  | { readonly late: number; readonly zone: string; readonly impossible: boolean };

type Story = { readonly state: SiteState; readonly entries: readonly Entry[] };

/** Each happening is an entry, ten minutes after the one before. */
function told(happenings: readonly Happening[]): Story {
  let state = emptySite;
  const entries: Entry[] = [];
  for (const [index, happening] of happenings.entries()) {
    const seq = index + 1;
    const recordedAt = at(seq * 10);
    const effects = effectsOf(happening, state, recordedAt);
    state = replayEffects(state, [{ seq, at: recordedAt, effects }]);
    entries.push(anEntry(seq, recordedAt, effects));
  }
  return { state, entries };
}

function effectsOf(happening: Happening, state: SiteState, now: Date): readonly Effect[] {
  const { zone } = happening;
  if ('late' in happening) {
    const stamp = {
      at: new Date(Math.min(at(happening.late).getTime(), now.getTime())),
      note: happening.impossible ? ('clock-impossible' as const) : undefined,
    };
    return latePassage(state.presence.get(person), { person, zone, door }, stamp);
  }
  const until = new Date(now.getTime() + 60_000).toISOString();
  const effects = {
    moved: { type: 'presence', person, zone, certainty: 'confirmed', door },
    forgotten: { type: 'presence', person, zone: null, certainty: 'assumed' },
    granted: { type: 'pending', person, door, from: 'hall', to: zone, until },
    'not-taken': { type: 'pending-over', person, door },
  } as const satisfies Record<string, Effect>;
  return [effects[happening.live]];
}

function anEntry(seq: number, recordedAt: Date, effects: readonly Effect[]): Entry {
  const time = recordedAt.toISOString();
  return {
    v: 1,
    site: 'site',
    epoch: 'epoch',
    seq,
    recordedAt: time,
    at: time,
    kind: 'card-read',
    actor: { type: 'machine', id: 'g1' },
    cause: null,
    subject: { person },
    decision: null,
    effects,
    personal: null,
    details: {},
  };
}

/** The moves of a person in their order: when they happened, then as they were told. */
function inOrder(entries: readonly Entry[]): readonly Move[] {
  return entries
    .flatMap(movesOf)
    .toSorted(
      (one, other) =>
        one.happenedAt.localeCompare(other.happenedAt) || one.seq - other.seq || one.ordinal - other.ordinal,
    );
}

const zone = fc.constantFrom('hall', 'office', 'server');
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ live: fc.constantFrom('moved', 'forgotten', 'granted', 'not-taken'), zone }),
  fc.record({ late: fc.integer({ min: 0, max: 120 }), zone, impossible: fc.boolean() }),
);

describe('a passage that is told afterwards', () => {
  it('moves a person whom nothing later moved', () => {
    const { state } = told([
      { live: 'moved', zone: 'hall' },
      { late: 15, zone: 'office', impossible: false },
    ]);
    expect(state.presence.get(person)).toMatchObject({ zone: 'office', since: at(15) });
  });

  it('says where the person was meanwhile, where something later moved them', () => {
    const { state, entries } = told([
      { live: 'moved', zone: 'hall' },
      { late: 5, zone: 'office', impossible: false },
    ]);
    expect(state.presence.get(person)).toMatchObject({ zone: 'hall', since: at(10), seq: 1 });
    expect(entries[1]?.effects).toEqual([
      {
        type: 'past-presence',
        person,
        zone: 'office',
        certainty: 'assumed',
        door,
        since: at(5).toISOString(),
      },
    ]);
  });

  it('of the same second as the last one is the later of the two', () => {
    const { state } = told([
      { late: 5, zone: 'hall', impossible: false },
      { late: 5, zone: 'office', impossible: false },
    ]);
    expect(state.presence.get(person)?.zone).toBe('office');
  });

  it('leaves pending what was granted to who stood at a door', () => {
    const { state } = told([
      { live: 'granted', zone: 'office' },
      { late: 5, zone: 'hall', impossible: false },
    ]);
    expect(state.presence.get(person)).toMatchObject({ zone: 'hall', since: at(5), pending: { door } });
  });

  it('at a time that cannot be says nothing of a person whose place is known', () => {
    const { entries } = told([
      { live: 'moved', zone: 'hall' },
      { late: 0, zone: 'office', impossible: true },
    ]);
    expect(entries[1]?.effects).toEqual([]);
  });

  it('leaves somebody’s last move where they are, whatever else is told, at every moment (I9)', () => {
    fc.assert(
      fc.property(fc.array(anyHappening, { maxLength: 10 }), (happenings) => {
        for (let count = 1; count <= happenings.length; count += 1) {
          const { state, entries } = told(happenings.slice(0, count));
          const last = inOrder(entries).at(-1);
          const place = state.presence.get(person);
          expect({ zone: last?.zoneId ?? null, since: last?.happenedAt }).toEqual({
            zone: place?.zone ?? null,
            since: place?.since?.toISOString(),
          });
        }
      }),
    );
  });

  it('makes the same history in whatever order passages are told', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        minutes,
        fc.infiniteStream(zone),
        fc.integer({ min: 0, max: 60 }),
        (times, zones, shift) => {
          const passages = times.map((late) => ({ late, zone: zones.next().value, impossible: false }));
          const turned = [
            ...passages.slice(shift % passages.length),
            ...passages.slice(0, shift % passages.length),
          ];
          const history = (some: typeof passages) =>
            inOrder(told(padded(some)).entries).map(({ happenedAt, zoneId }) => [happenedAt, zoneId]);
          expect(history(turned.toReversed())).toEqual(history(passages));
        },
      ),
    );
  });
});

/** Behind an hour in which nothing is told of the person: every passage is told afterwards. */
function padded(happenings: readonly Happening[]): readonly Happening[] {
  return [...Array.from({ length: 6 }, () => ({ live: 'not-taken', zone: 'hall' }) as const), ...happenings];
}
