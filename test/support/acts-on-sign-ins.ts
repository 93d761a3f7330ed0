import { ownPassword, postOf, signInFirstBy } from './a-session.ts';
import { actAtConsoles } from './acts-at-consoles.ts';
import { anApproval } from './an-approval.ts';
import { anAuthenticator } from './an-authenticator.ts';
import { anOfficer } from './an-officer.ts';
import { authenticator } from './authenticator.ts';
import { type Succeeding, succeeding } from './succeeding.ts';
import type { TestApp } from './test-app.ts';

/** Somebody is given a login id, signs in, and keeps their sessions and password; each of it succeeds. */
export async function actOnSignIns(test: TestApp, siteId: string): Promise<void> {
  const { send, post } = succeeding(test);
  const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  const general = await anOfficer(test, [{ role: 'general-officer' }]);
  const person = await anOfficer(test, []);
  const own = '朝の 電車で いつも 読む 三冊め';
  const enter = async (body: object, way = '/sign-in') => {
    const answer = await test.ask(undefined, { method: 'POST', url: `/api/v1${way}`, payload: body });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  };
  const application = await applyForAccounts(send, [admin.token, general.token], person.id);
  const issued = await send('POST', admin.token, '/sign-in-accounts', { application });
  await send('GET', admin.token, '/sign-in-accounts/mihon.i/slip');
  await send('GET', admin.token, '/rights-differences?from=2026-04-01');
  await enter({ loginId: 'mihon.i', password: issued.body.secret, newPassword: own, notice: 0 });
  const { items } = (await send('GET', person.token, '/own/sessions')).body;
  await send('POST', person.token, `/own/sessions/${items[0].id}/end`);
  const begun = (await send('POST', person.token, '/own/totp')).body;
  await send('POST', person.token, '/own/totp/confirm', {
    code: authenticator(begun.secret, test.clock.now()),
  });
  const { recoveryCodes } = (await send('POST', person.token, '/own/recovery-codes')).body;
  const forgotten = '丘の 上の 古い 駅で 待つ 七時';
  const reason = '夜間に再発行を行う人がいないため';
  await send('POST', general.token, '/access-settings/password-reset', { isAllowed: true, reason });
  test.clock.set(new Date(test.clock.now().getTime() + 30_000));
  const shown = { code: authenticator(begun.secret, test.clock.now()), recoveryCode: recoveryCodes[0] };
  await enter({ loginId: 'mihon.i', ...shown, newPassword: forgotten }, '/sign-in/password-reset');
  await send('POST', person.token, '/own/totp/remove');
  const guard = await anOfficer(test, [{ role: 'guard' }]);
  const given = { application: await anApproval(test, { loginId: 'mihon.g', person: guard.id }) };
  const { secret } = (await send('POST', admin.token, '/sign-in-accounts', given)).body;
  const { answer } = await signInFirstBy(test, { loginId: 'mihon.g', secret }, postOf(test));
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  await removeLostFactors(send, [admin.token, general.token], 'mihon.g');
  const second = anAuthenticator('http://localhost', 'localhost');
  const offered = (await send('POST', guard.token, '/own/passkeys/options')).body;
  await post(guard.token, '/own/passkeys', { name: '鞄の鍵', response: second.create(offered) });
  const begin = postOf(test);
  const typed = { loginId: 'mihon.g', password: ownPassword, notice: 0 };
  const { challenge } = (await begin('/sign-in', typed)).body;
  const toSign = (await begin('/sign-in/passkey/options', {})).body;
  await enter({ challenge, response: second.get(toSign) }, '/sign-in/second-factor/passkey');
  const key = anAuthenticator('http://localhost', 'localhost');
  const asked = await send('POST', person.token, '/own/passkeys/options');
  const passkey = await post(person.token, '/own/passkeys', {
    name: '机の鍵',
    response: key.create(asked.body),
  });
  await send('POST', person.token, `/own/passkeys/${passkey}/rename`, { name: '鞄の鍵' });
  await send('GET', person.token, '/own/passkeys');
  const { body } = await test.ask(undefined, {
    method: 'POST',
    url: '/api/v1/sign-in/passkey/options',
    payload: {},
  });
  await enter({ response: key.get(body), notice: 0 }, '/sign-in/passkey');
  await test.ask(undefined, { url: '/api/v1/sign-in/second-factor' });
  await send('POST', person.token, `/own/passkeys/${passkey}/remove`);
  const ends = { endsAt: '2099-04-01T00:00:00Z', reason: '異動のため' };
  await send('POST', person.token, '/own/account-end', ends);
  await send('POST', person.token, '/own/account-end', { ...ends, endsAt: null });
  await send('POST', person.token, '/own/password', {
    current: forgotten,
    next: '夜の 港で 遠くに 聞いた 古い歌',
  });
  await send('POST', admin.token, '/sign-in-accounts/mihon.i/reissue', { reason: '忘れたため' });
  await send('POST', admin.token, '/sign-in-accounts/mihon.i/end', { reason: '退職のため' });
  await carryOutRoster(send, [admin.token, general.token]);
  await deleteAccount(test, send, admin.token, 'mihon.i');
  await send('POST', general.token, '/sign-in/notices', { words: '業務のためにだけ使ってください。' });
  await decideSettings(send, general.token);
  await actAtConsoles(test, siteId);
}

/** One applies for a login id and another approves it, after one application was withdrawn and one rejected; its id. */
async function applyForAccounts(
  send: Succeeding['send'],
  [first, second]: readonly [string, string],
  person: string,
): Promise<string> {
  const { items } = (await send('GET', first, '/organisations')).body;
  const draft = { loginId: 'mihon.i', person, organisation: items[0].id, ground: 'appointment' };
  const apply = async () => (await send('POST', first, '/sign-in-applications', draft)).body.id;
  const reason = { reason: '着任が延びたため' };
  await send('POST', first, `/sign-in-applications/${await apply()}/withdraw`, reason);
  await send('POST', second, `/sign-in-applications/${await apply()}/reject`, reason);
  const application = await apply();
  await send('POST', second, `/sign-in-applications/${application}/approve`);
  await send('GET', second, '/sign-in-applications');
  return application;
}

/** One puts a roster before another, thinks better of it, and puts it again; the other reviews it and carries it out. */
async function carryOutRoster(
  send: Succeeding['send'],
  [first, second]: readonly [string, string],
): Promise<void> {
  const { items } = (await send('GET', first, '/organisations')).body;
  const line = { employeeNumber: 'K0077777', name: '見本五郎', organisationId: items[0].id };
  const roster = { persons: [line], organisations: [], effectiveOn: '2026-04-01', reason: '新規採用のため' };
  const propose = async () => (await send('POST', first, '/roster-transfers', roster)).body.proposal.id;
  await send('POST', first, `/roster-transfers/${await propose()}/withdraw`);
  const proposal = await propose();
  await send('GET', second, '/roster-transfers');
  await send('GET', second, `/roster-transfers/${proposal}`);
  await send('POST', second, `/roster-transfers/${proposal}/confirm`);
}

/** One asks to delete whose a login id was, thinks better of it, and asks again; 情報セキュリティ責任者 approves. */
async function deleteAccount(
  test: TestApp,
  send: Succeeding['send'],
  token: string,
  loginId: string,
): Promise<void> {
  const security = await anOfficer(test, [{ role: 'security-officer' }]);
  const ask = async () =>
    (await send('POST', token, '/account-deletions', { loginId, reason: '保存の期間が過ぎたため' })).body
      .proposal.id;
  await send('POST', token, `/account-deletions/${await ask()}/withdraw`);
  await send('POST', security.token, `/account-deletions/${await ask()}/confirm`);
  await send('GET', security.token, '/account-deletions');
}

/** Two others take away what somebody lost of a second factor, after one of them thought better of it. */
async function removeLostFactors(
  send: Succeeding['send'],
  [first, second]: readonly [string, string],
  loginId: string,
): Promise<void> {
  const propose = async () =>
    (await send('POST', first, '/factor-removals', { loginId, reason: '電話機を失くしたため' })).body.proposal
      .id;
  await send('POST', second, `/factor-removals/${await propose()}/withdraw`);
  await send('POST', second, `/factor-removals/${await propose()}/confirm`);
  await send('GET', second, '/factor-removals');
}

/** A ministry decides how its people are let in. */
async function decideSettings(send: Succeeding['send'], token: string): Promise<void> {
  const reason = '管理用の端末に限り、理由を残すため';
  await send('POST', token, '/access-settings/admin-networks', { networks: ['127.0.0.1'], reason });
  await send('POST', token, '/access-settings/elevation', { minutes: null, reason });
  const never = { maxAgeDays: null, history: 0, reason };
  await send('POST', token, '/access-settings/password-rotation', never);
  await send('POST', token, '/access-settings/password-reset', { isAllowed: false, reason });
  await send('POST', token, '/access-settings/record-grade', {
    confidentiality: 2,
    limits: ['concerned-only'],
    reason,
  });
  const demanded = [{ role: 'zone-clerk', isDemanded: true }];
  await send('POST', token, '/access-settings/second-factor', { demanded, reason });
  await send('POST', token, '/access-settings/travel-times', { between: [], reason });
  const weighed = { clause: '2.2.1.4(1)(d)(イ)', decision: 'adopted', reason };
  await send('POST', token, '/considered-clauses/decisions', weighed);
  await send('GET', token, '/considered-clauses');
  await send('GET', token, '/considered-clauses/csv');
}
