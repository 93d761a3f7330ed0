import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replayEffects } from '../../src/access/state/apply-effects.ts';
import { saveEffects } from '../../src/access/state/save-effects.ts';
import { emptySite } from '../../src/access/state/site-state.ts';
import { newId } from '../../src/kernel/ids.ts';
import { acknowledgedWithinMinutes, alarmKinds, isAlarmKind } from '../../src/log/entry/alarm-kinds.ts';
import type { Effect } from '../../src/log/entry/effects.ts';
import type { RecordedEffects } from '../../src/log/entry/recorded-effects.ts';
import { anyEntries } from '../support/any-effects.ts';
import { storedState, toldOf } from '../support/stored-state.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let client: PoolClient;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  client = await test.pool.connect();
});
afterEach(() => client.release());

/** The names of the statements sent over a client, as they leave. */
function listenedTo(target: PoolClient, sent: string[]): PoolClient {
  return new Proxy(target, {
    get(of, key) {
      if (key !== 'query') return Reflect.get(of, key);
      return (...asked: readonly unknown[]) => {
        const [config] = asked;
        sent.push(
          typeof config === 'object' && config !== null && 'name' in config ? String(config.name) : '',
        );
        return Reflect.apply(of.query, of, asked);
      };
    },
  });
}

const at = new Date('2026-10-01T03:00:00Z');
const person = newId<'person'>();
const other = newId<'person'>();

async function statementsFor(...effects: readonly (readonly Effect[])[]): Promise<readonly string[]> {
  const sent: string[] = [];
  const entries = effects.map((ofEntry, index) => ({ effects: ofEntry, seq: index + 1, at }));
  const state = replayEffects(emptySite, entries);
  await saveEffects(listenedTo(client, sent), newId<'site'>(), entries, state);
  return sent.toSorted();
}

describe('saveEffects', () => {
  it('leaves the tables as the effects add up, whatever they are and however they are batched (I9)', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntries, fc.nat(), async (entries, cut) => {
        const siteId = newId<'site'>();
        const half = cut % (entries.length + 1);
        let state = emptySite;
        for (const batch of [entries.slice(0, half), entries.slice(half)]) {
          state = replayEffects(state, batch);
          await saveEffects(client, siteId, batch, state);
        }
        expect(await storedState(test.pool, siteId)).toEqual(toldOf(state));
      }),
      { numRuns: 150 },
    );
  });

  it('makes one alarm of a flood of any kind at a door, with one deadline, in however many batches it comes', async () => {
    const siteId = newId<'site'>();
    const kinds = Object.keys(alarmKinds).filter(isAlarmKind);
    const flood = kinds.flatMap((kind) =>
      ['d1', 'd2'].flatMap((door): readonly Effect[] => {
        const raised = { type: 'alarm', kind, active: true, door } as const;
        return [raised, raised, { ...raised, active: false }, raised];
      }),
    );
    let state = emptySite;
    for (const seq of [1, 2, 3]) {
      const batch = [{ seq, at, effects: flood }];
      state = replayEffects(state, batch);
      await saveEffects(client, siteId, batch, state);
    }
    const stored = await storedState(test.pool, siteId);
    expect(stored).toEqual(toldOf(state));
    expect(stored.alarms?.map(({ times }) => times)).toEqual(kinds.flatMap(() => [9, 9]));
    const timed = kinds.filter((kind) => acknowledgedWithinMinutes(kind) !== null);
    expect(stored.due).toHaveLength(2 * timed.length);
  });

  it('sends one statement for all places of a batch, however they came to be', async () => {
    const pending = { type: 'pending', person: other, door: 'd1', from: 'hall', to: 'office' } as const;
    const until = '2026-10-01T03:00:10.000Z';
    const places: readonly RecordedEffects['effects'][] = [
      [{ type: 'presence', person, zone: 'hall', certainty: 'confirmed' }],
      [{ ...pending, until }],
      [{ type: 'pending-over', person: other, door: 'd1' }],
      [{ ...pending, person, until }],
    ];
    expect(await statementsFor(...places)).toEqual(['save-places']);
  });

  it('sends one statement a table, and none for a table that nothing touches', async () => {
    expect(await statementsFor([], [])).toEqual([]);
    const raised: Effect = { type: 'alarm', kind: 'door-held', active: true, door: 'd1' };
    const held: Effect = { type: 'door', door: 'd1', position: 'held' };
    const open: Effect = { type: 'door', door: 'd2', position: 'open' };
    const entered: Effect = { type: 'presence', person, zone: 'hall', certainty: 'assumed' };
    expect(await statementsFor([held, raised, entered], [open, raised, raised])).toEqual([
      'raise-alarms',
      'save-doors',
      'save-places',
    ]);
  });

  it('sends what begins and ends in its order, one statement each', async () => {
    const lockdown: Effect = { type: 'condition', condition: 'lockdown', zone: 'office', on: true };
    const tamper: Effect = { type: 'gateway', gateway: 'g1', condition: 'tamper', on: true };
    const raised: Effect = { type: 'alarm', kind: 'tamper', active: true, gateway: 'g1' };
    expect(
      await statementsFor(
        [lockdown, tamper, raised],
        [{ ...lockdown, on: false }],
        [{ ...raised, active: false }, raised],
      ),
    ).toEqual([
      'begin-condition',
      'begin-condition',
      'end-alarm',
      'end-condition',
      'raise-alarms',
      'raise-alarms',
    ]);
  });
});
