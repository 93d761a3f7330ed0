import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { ok, refuse } from '../../src/kernel/result.ts';
import type { Effect } from '../../src/log/entry/effects.ts';
import { type ActTx, performAct } from '../../src/log/writing/perform-act.ts';
import { aSite } from '../support/a-site.ts';
import { entriesOf } from '../support/an-office.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { expectAsReplayed, storedState } from '../support/stored-state.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const person = newId<'person'>();
const lost: Effect = { type: 'alarm', kind: 'lost-card-used', active: true, person };

let test: TestApp;
let sites: readonly string[];
beforeAll(async () => {
  test = await startTestApp();
  sites = [await aSite(test), await aSite(test), await aSite(test)];
});
afterAll(() => test.close());

const underEveryHead = (record: (tx: ActTx) => boolean) =>
  performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([ministryLogId, ...sites]);
    return record(tx) ? ok(undefined) : refuse({ code: 'conflict' });
  });

const lastOf = async (siteId: string) =>
  JSON.parse((await entriesOf(test.pool, siteId)).at(-1)?.text ?? '{}');

describe('an act of the ministry', () => {
  it('changes each site it touches by the effects of its entry there, saved with it', async () => {
    const [first = '', second = '', third = ''] = sites;
    const place: Effect = { type: 'presence', person, zone: null, certainty: 'assumed' };
    const effects = new Map([
      [first, [lost, place]],
      [second, [place]],
    ]);
    const before = await storedState(test.pool, third);
    await underEveryHead((tx) => {
      tx.recordMinistry({ kind: 'card-lost' }, sites, (siteId) => effects.get(siteId) ?? []);
      return true;
    });
    expect((await lastOf(ministryLogId)).effects).toEqual([]);
    for (const siteId of sites) {
      expect((await lastOf(siteId)).effects).toEqual(effects.get(siteId) ?? []);
      await expectAsReplayed(test.pool, siteId);
    }
    expect(await storedState(test.pool, first)).toMatchObject({
      alarms: [{ kind: 'lost-card-used', person }],
      presence: [{ person, zone: null }],
    });
    expect(await storedState(test.pool, second)).toMatchObject({ alarms: [], presence: [{ person }] });
    expect(await storedState(test.pool, third)).toEqual(before);
  });

  it('saves the effects of several entries of a site in their order', async () => {
    const [siteId = ''] = sites;
    const over = { ...lost, active: false };
    await underEveryHead((tx) => {
      tx.record(siteId, { kind: 'event-conflict', effects: [lost, lost] });
      tx.recordMinistry({ kind: 'card-returned' }, [siteId], () => [over]);
      return true;
    });
    expect(await storedState(test.pool, siteId)).toMatchObject({ alarms: [{ times: 3, active: false }] });
    await expectAsReplayed(test.pool, siteId);
  });

  it('changes nothing where it is refused after all', async () => {
    const states = () => Promise.all(sites.map((siteId) => storedState(test.pool, siteId)));
    const before = await states();
    await underEveryHead((tx) => {
      tx.recordMinistry({ kind: 'card-lost' }, sites, () => [lost]);
      return false;
    });
    expect(await states()).toEqual(before);
  });
});
