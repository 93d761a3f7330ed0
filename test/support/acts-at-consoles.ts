import { aConsole } from './a-console.ts';
import { ownPassword, postOf, signInFirstBy } from './a-session.ts';
import { anApproval } from './an-approval.ts';
import { anOfficer } from './an-officer.ts';
import { succeeding } from './succeeding.ts';
import type { TestApp } from './test-app.ts';

/** A console is registered, kept by a guard who shows a card or what was sealed, becomes another browser, and is retired; each of it succeeds. */
export async function actAtConsoles(test: TestApp, siteId: string): Promise<void> {
  const { send } = succeeding(test);
  const rights = await anOfficer(test, [{ role: 'rights-admin' }]);
  const general = await anOfficer(test, [{ role: 'general-officer' }]);
  const admin = await anOfficer(test, [{ role: 'system-admin' }]);
  const guard = await anOfficer(test, [{ role: 'guard', siteId }]);
  const { id, cookie } = await aConsole(test, admin.token, siteId);
  const url = `/sites/${siteId}/consoles`;
  const { version: notice } = (await test.ask(undefined, { url: '/api/v1/sign-in/notice' })).body;
  const enter = async (path: string, payload: object, headers = {}) => {
    const answer = await test.ask(undefined, { method: 'POST', url: `/api/v1${path}`, payload, headers });
    if (answer.status !== 200) throw new Error(`${path} ${JSON.stringify(answer.body)}`);
  };
  const card = { format: 'wiegand-26', facility: '77', number: '40917' };
  await send('POST', rights.token, '/cards', { ...card, person: guard.id });
  const account = { application: await anApproval(test, { loginId: 'keibi.h', person: guard.id }) };
  const { secret: first } = (await send('POST', rights.token, '/sign-in-accounts', account)).body;
  await signInFirstBy(test, { loginId: 'keibi.h', secret: first, notice }, postOf(test));
  await send('POST', guard.token, '/own/pin', { pin: '274918', password: ownPassword });
  await enter('/console/sign-in', { card, pin: '274918', notice }, { cookie });
  const propose = async () =>
    (await send('POST', rights.token, `${url}/${id}/seal`, { reason: '更新のため' })).body.id;
  const proposals = `/sites/${siteId}/seal-proposals`;
  await send('POST', general.token, `${proposals}/${await propose()}/withdraw`);
  await send('GET', general.token, proposals);
  const { secret } = (await send('POST', general.token, `${proposals}/${await propose()}/confirm`)).body;
  const reason = '認証の基盤が止まったため';
  await enter('/console/sealed-sign-in', { loginId: 'keibi.h', secret, reason, notice }, { cookie });
  await send('GET', guard.token, `/sites/${siteId}/alarms/standing`);
  await send('GET', admin.token, url);
  await test.ask(undefined, { url: '/api/v1/console' });
  await send('POST', admin.token, `${url}/${id}/shifts`, {
    shiftEnds: ['09:00'],
    isKeptAtNight: true,
    reason: '交代を1日1回にするため',
  });
  await send('POST', admin.token, `${url}/${id}/code`, { reason: '端末を入れ替えたため' });
  await send('POST', admin.token, `${url}/${id}/retire`, { reason: '受付を閉じたため' });
}
