import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCardWatch } from '../../src/access/two-sites/build-card-watch.ts';
import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { performAct } from '../../src/log/writing/perform-act.ts';
import { standingPermissions } from '../../src/people/permissions/tables.ts';
import { decideSetting } from '../../src/rights/settings/decide-setting.ts';
import { aGatewayOf } from '../support/a-gateway.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const reader = 'hall-office-to-office';
const minutes = 25;

let test: TestApp;
let here: Office;
let there: Office;
beforeAll(async () => {
  test = await startTestApp();
  here = await anOffice(test.deps, { staff: 3 });
  there = await anOffice(test.deps, { staff: 1, firstNumber: 20_000 });
  await performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([there.siteId]);
    const fromSeq = tx.record(there.siteId, { kind: 'permissions-published', effects: [] });
    await tx.db.insert(standingPermissions).values(
      here.persons.map(({ id }) => ({
        siteId: there.siteId,
        permissionId: newId<'permission'>(),
        fromSeq,
        personId: id,
        zoneIds: ['hall', 'office'],
        scheduleId: 'day',
        state: 'approved' as const,
        validFrom: new Date(0),
        validUntil: new Date('2099-01-01'),
        duringLockdown: false,
        applicantId: id,
        purpose: '執務',
        approvals: [],
      })),
    );
    return ok(undefined);
  });
});
afterAll(() => test.close());

const later = (by: number) => test.clock.set(new Date(test.clock.now().getTime() + by * 60_000));

/** Reads somebody's card at a site; `ago`: so many minutes before it is told. */
async function read({ siteId, tokens }: Office, nth: number, ago = 0): Promise<string> {
  const gateway = aGatewayOf(test, [...tokens.values()][0]);
  const at = new Date(test.clock.now().getTime() - ago * 60_000).toISOString();
  const late = ago === 0 ? {} : { at };
  const { body } = await gateway.post(gateway.read(here.persons[nth]?.number ?? '', reader, late));
  expect(body.results, siteId).toHaveLength(1);
  return body.results[0].verdict;
}

const told = async () =>
  (await entriesOf(test.pool, ministryLogId))
    .filter(({ kind }) => kind === 'card-at-two-sites')
    .map(({ text }) => JSON.parse(text));

describe('a card read at two sites sooner than one can go (2.2.1.1(1)(f)(ウ), AT-116)', () => {
  it('is looked at nowhere before the ministry has said how long one needs, and between known sites alone', async () => {
    await read(here, 0);
    await read(there, 0);
    await buildCardWatch(test.deps)();
    expect(await told()).toEqual([]);
    const decide = (sites: readonly string[]) =>
      decideSetting(test.deps, fromTerminal(), {
        name: 'travel-times',
        value: { between: [{ sites, minutes }] },
        reason: '電車で最も短い時間',
      });
    expect(await decide([here.siteId, newId<'site'>()])).toMatchObject({
      ok: false,
      refusal: { errors: [{ at: '/between/0/sites' }] },
    });
    later(60);
    expect(await decide([here.siteId, there.siteId])).toMatchObject({ ok: true });
  });

  it('is let through at both, and alarmed of at both, once, whichever instance sees it', async () => {
    const look = [buildCardWatch(test.deps), buildCardWatch(test.deps)];
    expect(await read(here, 1)).toBe('grant');
    later(10);
    expect(await read(there, 1)).toBe('grant');
    for (const one of look) await one();
    await read(there, 1);
    for (const one of look) await one();
    const [person] = here.persons.slice(1);
    expect(await told()).toMatchObject([
      {
        actor: { type: 'system' },
        subject: { card: person?.cardId, person: person?.id },
        details: { minutes, reads: [{ site: here.siteId }, { site: there.siteId }] },
      },
    ]);
    const { rows } = await test.pool.query(
      `select site_id as site, person_id as person, times from alarms where kind = 'card-at-two-sites' and active`,
    );
    expect(rows).toHaveLength(2);
    expect(rows).toEqual(
      expect.arrayContaining(
        [here, there].map(({ siteId: site }) => ({ site, person: person?.id, times: 1 })),
      ),
    );
  });

  it('is compared by when it was read, also where one of the reads is told late; as far apart as one needs is none', async () => {
    later(60);
    await read(here, 2);
    later(minutes);
    await read(there, 2);
    await buildCardWatch(test.deps)();
    expect(await told()).toHaveLength(1);
    await read(here, 2, 5);
    await buildCardWatch(test.deps)();
    expect((await told()).at(-1)).toMatchObject({ subject: { person: here.persons[2]?.id } });
    expect(await told()).toHaveLength(2);
  });
});
