import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDatabaseClock } from '../../src/db/database-clock.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { buildClockWatch } from '../../src/log/watching/build-clock-watch.ts';
import { aSite } from '../support/a-site.ts';
import { lastEntryOf } from '../support/an-office.ts';
import { holdHead } from '../support/held-head.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { aWallClock } from '../support/wall-clock.ts';

let test: TestApp;
let siteId: string;
beforeAll(async () => {
  test = await startTestApp(aWallClock());
  siteId = await aSite(test);
});
afterAll(() => test.close());

const hour = 3_600_000;

/** An instance whose machine's clock is off by as much as it is told. */
function anInstance() {
  let off = 0;
  const elapsed = () => performance.now();
  const clock = buildDatabaseClock({ now: () => new Date(Date.now() + off) }, elapsed);
  const deps = { ...test.deps, clock };
  return {
    clock,
    look: buildClockWatch(deps, { clock, elapsed, host: 'front-desk' }),
    setOff: (milliseconds: number) => {
      off = milliseconds;
    },
  };
}

const lastAtSite = () => lastEntryOf(test.pool, siteId);
const activeAlarms = async () =>
  (
    await test.pool.query<{ count: number }>(
      "select count(*) from alarms where site_id = $1 and kind = 'service-clock' and active",
      [siteId],
    )
  ).rows[0]?.count;

describe('an instance that looks at the clock of its database', () => {
  it('says nothing where both agree', async () => {
    const before = await lastAtSite();
    const { look } = anInstance();
    await look();
    await look();
    expect(await lastAtSite()).toEqual(before);
  });

  it('records once that its own is off, alarms every site, and records when it is right again', async () => {
    const { look, setOff, clock } = anInstance();
    setOff(-hour);
    await look();
    await look();
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(hour / 2);
    const off = await lastEntryOf(test.pool, ministryLogId);
    expect(off).toMatchObject({
      kind: 'clock-off',
      details: { host: 'front-desk' },
      actor: { type: 'system' },
    });
    expect(Math.round(off.details.offMs / hour)).toBe(-1);
    const atSite = await lastAtSite();
    expect(atSite).toMatchObject({ kind: 'clock-off', cause: { site: ministryLogId, seq: off.seq } });
    expect(Math.abs(Date.parse(atSite.recordedAt) - Date.now())).toBeLessThan(hour / 2);
    expect(await activeAlarms()).toBe(1);
    setOff(0);
    await look();
    expect(await lastAtSite()).toMatchObject({ kind: 'clock-right' });
    expect(await activeAlarms()).toBe(0);
  });

  it('records it the next time where the record could not be written', async () => {
    const { look, setOff } = anInstance();
    setOff(hour);
    const head = await holdHead(test, siteId);
    await expect(look()).rejects.toThrow();
    await head.release();
    setOff(0);
    await look();
    const { rows } = await test.pool.query<{ kind: string }>(
      'select kind from entries where site_id = $1 order by seq desc limit 2',
      [siteId],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['clock-right', 'clock-off']);
  });
});
