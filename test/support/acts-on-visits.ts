import { aReception, visitDay as day, frontDesk, given } from './a-reception.ts';
import { aMember } from './a-visit.ts';
import { anOfficer } from './an-officer.ts';
import { succeeding } from './succeeding.ts';
import type { TestApp } from './test-app.ts';

/** What becomes of visitors at a desk beside coming and going; each of it succeeds, and is done. */
export async function actOnVisits(test: TestApp): Promise<void> {
  const { post, send } = succeeding(test);
  const house = await aReception({}, test);
  const { site, host, reception, visit } = house;
  const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  async function step(of: string, name: string, body: object): Promise<void> {
    const answer = await house.step(of, name, { day, ...body });
    const { members = [] } = answer.body;
    if (answer.status > 299 || members.some(({ done }: { readonly done?: boolean }) => done === false)) {
      throw new Error(`${name} ${JSON.stringify(body)} → ${JSON.stringify(answer.body)}`);
    }
  }

  const guest = await visit({
    startsAt: '00:00',
    endsAt: '23:59',
    members: [aMember(), aMember(), aMember()],
  });
  const [came = '', turned = '', absent = ''] = guest.members;
  await step(guest.visit, 'examine', { members: [{ member: came, inspection: {} }] });
  await step(guest.visit, 'check-in', { desk: frontDesk.id, members: [given(came)] });
  await step(guest.visit, 'second-check', {
    desk: frontDesk.id,
    members: [{ member: came, identity: { means: 'photo-id' } }],
  });
  await step(guest.visit, 'step-out', { members: [{ member: came }] });
  await step(guest.visit, 'step-in', { members: [{ member: came }] });
  await step(guest.visit, 'refuse', { members: [{ member: turned }], reason: '訪問相手が不在' });
  const hearing = await visit({ startsAt: '00:00', endsAt: '23:59' });
  await post(host.token, `/sites/${site}/visits/${hearing.visit}/turn-closed`, { day, reason: '秘密会' });

  const pass = await post(admin.token, `/sites/${site}/passes`, {
    numeral: '301',
    basis: 'one-day',
    highestClass: 1,
  });
  const dueAt = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
  await post(reception.token, `/sites/${site}/passes/${pass}/lend`, { person: host.id, dueAt });
  await send('POST', reception.token, `/sites/${site}/passes/${pass}/keep`, { reason: '明日も使う' });

  test.clock.set(new Date(test.clock.now().getTime() + 86_400_000));
  await step(guest.visit, 'miss', { members: [{ member: absent }] });
}
