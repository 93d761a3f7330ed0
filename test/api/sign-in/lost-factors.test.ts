import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import { databaseOf } from '../../../src/db/pool.ts';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { findFactors } from '../../../src/sign-in/second-factor/find-factors.ts';
import { askBySession, enter, ownPassword, signInFirst } from '../../support/a-session.ts';
import { aTerminal } from '../../support/a-terminal.ts';
import { anApproval } from '../../support/an-approval.ts';
import { anOffice, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { authenticator } from '../../support/authenticator.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let rights: Officer;
let general: Officer;
let security: Officer;
beforeAll(async () => {
  test = await startTestApp();
  await anOffice(test.deps);
  rights = await anOfficer(test, [{ role: 'rights-admin' }]);
  general = await anOfficer(test, [{ role: 'general-officer' }]);
  security = await anOfficer(test, [{ role: 'security-officer' }]);
});
afterAll(() => test.close());

const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const post = ({ token }: Pick<Officer, 'token'>, url: string, payload?: object) =>
  test.ask(token, { method: 'POST', url: `/api/v1${url}`, ...(payload && { payload }) });
const nobody = { totpEnrolledAt: null, passkeys: 0, recoveryCodes: 0 };
const factorsOf = (loginId: string) => findFactors(databaseOf(test.pool), loginId);

/** Somebody with an app of theirs, in a session; a token of theirs stands beside it. */
async function somebody(loginId: string, held: Parameters<typeof anOfficer>[1] = [{ role: 'guard' }]) {
  const officer = await anOfficer(test, held);
  const application = await anApproval(test, { loginId, person: officer.id });
  const issued = await post(rights, '/sign-in-accounts', { application });
  const { answer, cookie, secret = '' } = await signInFirst(test, { loginId, secret: issued.body.secret });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { ...officer, loginId, cookie, secret };
}

async function propose(first: Officer, loginId: string): Promise<string> {
  const { status, body } = await post(first, '/factor-removals', { loginId, reason: '電話機を失くしたため' });
  expect(status, JSON.stringify(body)).toBe(202);
  return body.proposal.id;
}

const confirm = (second: Officer, proposal: string) => post(second, `/factor-removals/${proposal}/confirm`);

describe('2.2.1.1(1)(d), 2.2.1.3: a second factor that somebody lost', () => {
  it('is taken away by two others, who end their sessions, and of whom they are told when they sign in next', async () => {
    const { id, loginId, cookie, secret } = await somebody('guard.a');
    await asOwner(
      test,
      `insert into passkeys (passkey_id, credential_id, login_id, person_id, public_key, counter, name, registered_at)
       values ($1, 'guard-a', $2, $1, '', 0, '鍵', $3)`,
      [id, loginId, test.clock.now()],
    );
    const proposed = await post(general, '/factor-removals', { loginId, reason: '電話機を失くしたため' });
    expect(proposed.body.removes).toEqual({
      loginId,
      person: id,
      totp: true,
      passkeys: 1,
      recoveryCodes: 10,
    });
    const held = await factorsOf(loginId);
    expect(held).toMatchObject({ passkeys: 1, recoveryCodes: 10 });
    const before = await enter(test, { loginId, password: ownPassword });
    expect(await confirm(security, proposed.body.proposal.id)).toMatchObject({
      status: 200,
      body: { sessionsEnded: 1 },
    });
    const now = test.clock.now().toISOString();
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'lost-factors-removed',
      actor: { id: security.id },
      subject: { person: id, proposer: general.id },
      details: { totp: true, passkeys: 1, recoveryCodes: 10, sessionsEnded: 1 },
    });
    expect(await factorsOf(loginId)).toEqual(nobody);
    expect((await askBySession(test, cookie, 'GET', '/own/sessions')).status).toBe(401);
    const finish = (challenge: string, typed: string) =>
      askBySession(test, '', 'POST', '/sign-in/second-factor', {
        challenge,
        factor: 'totp',
        code: authenticator(typed, test.clock.now()),
      });
    later(1);
    expect((await finish(before.body.challenge, secret)).status).toBe(401);

    const { challenge, factors } = (await enter(test, { loginId, password: ownPassword })).body;
    expect(factors).toEqual([]);
    const anew = await askBySession(test, '', 'POST', '/sign-in/enrolment', { challenge });
    const told = await finish(challenge, anew.body.secret);
    expect(told.body).toMatchObject({ person: id, factorsRemovedAt: now });
    later(1);
    const next = (await enter(test, { loginId, password: ownPassword })).body.challenge;
    expect((await finish(next, anew.body.secret)).body.factorsRemovedAt).toBeNull();
  });

  it('is not taken away by one person twice, by themselves as either of the two, or by whoever may not', async () => {
    const { loginId, ...theirs } = await somebody('officer.a', [{ role: 'security-officer' }]);
    const own = await post(theirs, '/factor-removals', { loginId, reason: '電話機を失くしたため' });
    expect(own).toMatchObject({ status: 403, body: { type: '/problems/self-approval' } });
    const host = await anOfficer(test, []);
    const refused = await post(host, '/factor-removals', { loginId, reason: '電話機を失くしたため' });
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    const proposal = await propose(general, loginId);
    for (const second of [general, theirs]) {
      expect(await confirm(second, proposal)).toMatchObject({
        status: 403,
        body: { type: '/problems/self-approval' },
      });
    }
    expect(await factorsOf(loginId)).toMatchObject({ recoveryCodes: 10 });
    expect((await askBySession(test, theirs.cookie, 'GET', '/own/sessions')).status).toBe(200);
    expect((await confirm(rights, proposal)).status).toBe(200);
    expect((await confirm(security, proposal)).status).toBe(409);
  });

  it('stays where the proposal lapses, is withdrawn, or is of factors that are others by now', async () => {
    const { loginId } = await somebody('guard.b');
    const late = await propose(general, loginId);
    later(15);
    expect(await confirm(security, late)).toMatchObject({ status: 409 });
    const withdrawn = await propose(general, loginId);
    expect((await post(security, `/factor-removals/${withdrawn}/withdraw`)).status).toBe(200);
    expect((await confirm(security, withdrawn)).status).toBe(409);
    const found = await propose(general, loginId);
    await asOwner(
      test,
      `delete from recovery_codes where ctid = (select ctid from recovery_codes where login_id = $1 limit 1)`,
      [loginId],
    );
    expect((await confirm(security, found)).status).toBe(412);
    expect(await factorsOf(loginId)).toMatchObject({ recoveryCodes: 9 });
    const { items } = (await test.ask(rights.token, { url: '/api/v1/factor-removals' })).body;
    expect(
      items
        .filter((one: { loginId: string }) => one.loginId === loginId)
        .map((one: { id: string; state: string; reason: string | null }) => [one.id, one.state, one.reason]),
    ).toEqual([
      [found, 'open', '電話機を失くしたため'],
      [withdrawn, 'withdrawn', null],
      [late, 'expired', '電話機を失くしたため'],
    ]);
  });

  it('is none of whoever has nothing to lose, or no login id', async () => {
    const host = await somebody('host.a', []);
    const asked = (loginId: string) => post(general, '/factor-removals', { loginId, reason: '紛失' });
    expect((await asked(host.loginId)).status).toBe(409);
    expect((await asked('nobody.z')).status).toBe(404);
  });
});

describe('2.2.1.1(1)(d): sekisho sign-in reopen', () => {
  async function reopen(...args: readonly string[]) {
    // The pepper of `cheapHashing`, so that the service under test lets in whoever is given a secret here.
    const readText = () => `1:${Buffer.alloc(32, 7).toString('base64')}`;
    const env = { DATABASE_URL: test.databaseUrl, PEPPER_FILE: 'pepper', SEED_KEY_FILE: 'seed-key' };
    const { terminal, written, said } = aTerminal({ env, readText, now: test.clock.now });
    const code = await runCommandLine(commands, terminal, ['sign-in', 'reopen', ...args]);
    return { code, written, said: said.join() };
  }

  it('lets the last officer in again by a secret shown once, and records who stood at which machine', async () => {
    const { id, loginId, cookie } = await somebody('general.a', [{ role: 'general-officer' }]);
    expect((await reopen(loginId)).said).toContain('--reason');
    const { code, written, said } = await reopen(loginId, '--reason', '責任者が電話機を失ったため');
    expect(code, said).toBe(0);
    const [secret = ''] = written;
    expect(written).toEqual([expect.stringMatching(/^[0-9a-z]{5}(-[0-9a-z]{5}){3}$/)]);
    expect((await askBySession(test, cookie, 'GET', '/own/sessions')).status).toBe(401);
    const { rows } = await test.pool.query<{ kind: string; text: string }>(
      `select kind, text from entries where text::json -> 'subject' ->> 'person' = $1 and kind <> 'sign-ins-failed'
        order by seq desc limit 2`,
      [id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['secret-reissued', 'lost-factors-removed']);
    expect(JSON.parse(rows[1]?.text ?? '{}')).toMatchObject({
      actor: { type: 'system', id: 'terminal' },
      details: { totp: true, recoveryCodes: 10, osUser: 'test', host: 'test' },
    });
    expect(rows.map(({ text }) => text).join()).not.toContain(secret);
    const removedAt = test.clock.now().toISOString();
    expect((await enter(test, { loginId, password: ownPassword })).status).toBe(401);
    const { answer } = await signInFirst(test, { loginId, secret });
    expect(answer.body).toMatchObject({ person: id, factorsRemovedAt: removedAt });
    expect((await signInFirst(test, { loginId, secret })).answer.status).not.toBe(200);
  });

  it('shows a secret that signs in for 24 hours, and none for a login id that is not there', async () => {
    const { loginId } = await somebody('general.b', [{ role: 'general-officer' }]);
    const { written } = await reopen(loginId, '--reason', '責任者が電話機を失ったため');
    later(24 * 60);
    const password = written[0] ?? '';
    const late = await enter(test, { loginId, password, newPassword: ownPassword });
    expect(late).toMatchObject({ status: 403, body: { detail: expect.stringContaining('期限') } });
    expect(await reopen('nobody.z', '--reason', '紛失')).toMatchObject({ code: 1, written: [] });
  });
});
