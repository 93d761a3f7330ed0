import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPassage, append, aSite, passages } from '../support/a-site.ts';
import { asOwner } from '../support/as-owner.ts';
import { aLineTo } from '../support/database-line.ts';
import { follow, hello } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let instance: LiveInstance;
let guard: string;
beforeAll(async () => {
  test = await startTestApp();
  instance = await startInstance(test);
  guard = await aMachine(test, 'wall', [{ role: 'guard' }]);
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

const protocol = 'sekisho.live.v1';
const origin = 'https://sekisho.example';

async function aTicket(site: string, from: string | undefined = origin): Promise<string> {
  const { status, body } = await test.ask(guard, {
    url: `/api/v1/sites/${site}/live-tickets`,
    method: 'POST',
    ...(from === undefined ? {} : { headers: { origin: from } }),
  });
  expect(status).toBe(201);
  return body.ticket;
}

const by = (ticket: string) => ({ protocols: [protocol, `ticket.${ticket}`], origin });

describe('a ticket', () => {
  it('opens the stream once, on another instance than the one that made it', async () => {
    const site = await aSite(test);
    const ticket = await aTicket(site);
    const first = await hello(follow(instance.url, site, by(ticket)));
    expect(first.socket.protocol).toBe(protocol);
    await expect(follow(instance.url, site, by(ticket)).closed).resolves.toBe(4001);
    const last = await append(test, site, passages(1));
    await first.reached(last);
    first.socket.close();
  });

  it('opens it once when shown twice at the same moment', async () => {
    const site = await aSite(test);
    const ticket = await aTicket(site);
    const both = [1, 2].map(() => follow(instance.url, site, by(ticket)));
    const outcomes = await Promise.all(
      both.map((one) =>
        Promise.race([
          one.closed,
          hello(one).then(
            () => 'open' as const,
            () => 4001,
          ),
        ]),
      ),
    );
    expect(outcomes.toSorted()).toEqual([4001, 'open']);
    for (const one of both) one.socket.close();
  });

  it('is refused from another Origin, without one, for another site, after 30 s, or made up', async () => {
    const site = await aSite(test);
    const other = await aSite(test);
    const cases = [
      follow(instance.url, site, { ...by(await aTicket(site)), origin: 'https://evil.example' }),
      follow(instance.url, site, { protocols: [protocol, `ticket.${await aTicket(site)}`] }),
      follow(instance.url, other, by(await aTicket(site))),
      follow(instance.url, site, by('A'.repeat(43))),
    ];
    for (const one of cases) await expect(one.closed).resolves.toBe(4001);
    const late = await aTicket(site);
    test.clock.set(new Date(test.clock.now().getTime() + 30_000));
    await expect(follow(instance.url, site, by(late)).closed).resolves.toBe(4001);
  });

  it('is not given to who may not follow, nor for a site that is not there', async () => {
    const site = await aSite(test);
    const clerk = await aMachine(test, 'clerk', [{ role: 'rights-admin' }]);
    const ask = (token: string, where: string) =>
      test.ask(token, { url: `/api/v1/sites/${where}/live-tickets`, method: 'POST' });
    expect((await ask(clerk, site)).status).toBe(403);
    expect((await ask(guard, '01890000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('is asked for where no token comes', async () => {
    const site = await aSite(test);
    await expect(follow(instance.url, site).closed).rejects.toThrow('401');
    await expect(follow(instance.url, site, { token: 'sk_0_x' }).closed).rejects.toThrow('401');
  });
});

describe('rights', () => {
  it('are those of the moment of sending: a revoked token closes with 4001', async () => {
    const site = await aSite(test);
    const token = await aMachine(test, 'leaver', [{ role: 'guard' }]);
    const wall = await hello(follow(instance.url, site, { token }));
    await asOwner(test, "update api_tokens set revoked_at = now() where holder_id = 'leaver'");
    await expect(wall.closed).resolves.toBe(4001);
  });

  it('end every stream that was opening while the token was revoked: 1,000 openings, 20 revocations', async () => {
    const site = await aSite(test);
    const outcomes: unknown[] = [];
    for (let round = 0; round < 20; round += 1) {
      const id = `racer-${round}`;
      const token = await aMachine(test, id, [{ role: 'guard' }]);
      const openings = Array.from({ length: 50 }, () => follow(instance.url, site, { token }));
      await hello(openings[round] ?? follow(instance.url, site, { token }));
      await asOwner(test, 'update api_tokens set revoked_at = now() where holder_id = $1', [id]);
      outcomes.push(...(await Promise.all(openings.map(({ closed }) => closed.catch(String)))));
    }
    expect(outcomes.filter((one) => one !== 4001 && one !== 'Error: refused: 401')).toEqual([]);
  });

  it('end the stream where nobody can be asked for them any more', async () => {
    const site = await aSite(test);
    const line = await aLineTo(test.databaseUrl);
    const far = await startInstance({
      ...test,
      databaseUrl: line.url,
      batchUrl: line.through(test.batchUrl),
    });
    const wall = await hello(follow(far.url, site, { token: guard }));
    line.freeze();
    await expect(wall.closed).resolves.toBe(1013);
    await line.cut();
    await far.close();
  });

  it('end with the role: 4003', async () => {
    const site = await aSite(test);
    const token = await aMachine(test, 'moved', [{ role: 'guard' }]);
    const wall = await hello(follow(instance.url, site, { token }));
    await asOwner(test, "update role_assignments set until_seq = 99 where holder_id = 'moved'");
    await expect(wall.closed).resolves.toBe(4003);
  });

  it('narrow the stream to what is left of them', async () => {
    const site = await aSite(test);
    const token = await aMachine(test, 'both', [
      { role: 'guard', siteId: site },
      { role: 'zone-officer', siteId: site, scope: 'server' },
    ]);
    const wall = await hello(follow(instance.url, site, { token }));
    const all = await append(test, site, passages(1));
    await wall.reached(all);
    expect(wall.items().map(({ seq }) => seq)).toEqual([all]);
    await asOwner(
      test,
      "update role_assignments set until_seq = 99 where holder_id = 'both' and role = 'guard'",
    );
    // Sending follows the loss within two ticks; what goes out before it is noticed was still allowed.
    for (let shown = 0; shown < wall.items().length; ) {
      shown = wall.items().length;
      await wall.reached(await append(test, site, passages(1)));
    }
    const own = await append(test, site, [
      aPassage({ subject: { door: 'office-server', from: 'office', to: 'server' } }),
    ]);
    await wall.reached(own);
    expect(wall.items().at(-1)?.seq).toBe(own);
    expect(wall.socket.readyState).toBe(wall.socket.OPEN);
    wall.socket.close();
  });

  it('show names of persons to a guard and ids alone to an auditor', async () => {
    const site = await aSite(test);
    const person = '01890000-0000-7000-8000-0000000000aa';
    await asOwner(
      test,
      `insert into persons (person_id, from_seq, kind, state, name) values ($1, 1, 'staff', 'active', '髙橋')`,
      [person],
    );
    const auditor = await aMachine(test, 'auditor', [{ role: 'auditor' }]);
    const walls = await Promise.all(
      [guard, auditor].map((token) => hello(follow(instance.url, site, { token }))),
    );
    const seq = await append(test, site, [
      aPassage({ subject: { door: 'hall-office', from: 'hall', to: 'office', person } }),
    ]);
    await Promise.all(walls.map((wall) => wall.reached(seq)));
    expect(walls.map((wall) => wall.items()[0]?.names.persons)).toEqual([
      { [person]: { name: '髙橋', affiliation: null } },
      {},
    ]);
    expect(walls.map((wall) => wall.items()[0]?.subject.person)).toEqual([person, person]);
    for (const wall of walls) wall.socket.close();
  });
});
