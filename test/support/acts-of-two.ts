import type { FilledOffice } from './a-filled-office.ts';
import { aGatewayOf } from './a-gateway.ts';
import { append } from './a-site.ts';
import { anOfficer } from './an-officer.ts';
import { anOutsider } from './an-outsider.ts';
import { joinUnit } from './people-house.ts';
import { succeeding } from './succeeding.ts';
import { aMachine, type TestApp } from './test-app.ts';

/** What one begins and another ends: proposals confirmed and withdrawn, a relief taken, a gap in a gateway's numbers closed; each of it succeeds. */
export async function actByTwo(test: TestApp, office: FilledOffice): Promise<void> {
  const { siteId, hiddenRoom } = office;
  const { send, post } = succeeding(test);
  const [organisation = ''] = office.parameters.organisation ?? [];
  const at = `/sites/${siteId}`;
  const reason = '見本のため';
  const from = '2026-05-01T00:00:00+09:00';
  const [one, other] = [
    await anOfficer(test, [{ role: 'general-officer' }]),
    await anOfficer(test, [{ role: 'general-officer' }]),
  ];
  const host = await anOfficer(test, []);
  await joinUnit({ test }, host, organisation);
  const guard = await aMachine(test, 'guards-of-two', [{ role: 'guard', siteId }]);

  const guest = await anOutsider(test.deps, siteId, {
    number: '88001',
    host: host.id,
    zones: ['office', hiddenRoom],
  });
  const opening = async () => {
    const determination = await post(one.token, '/determinations', {
      organisation,
      row: 't1r34',
      class: 3,
      value: 'not-required',
      words: 'これを要しない',
      basis: '決定',
      from,
    });
    return (await send('POST', other.token, `/determinations/${determination}/adopt`, {})).body.proposal.id;
  };
  await post(other.token, `/determinations/changes/${await opening()}/withdraw`);
  const change = await opening();
  await send('GET', one.token, `/determinations/changes/${change}`);
  await post(one.token, `/determinations/changes/${change}/confirm`);

  const { body: plan } = await send('GET', one.token, `${at}/plan`);
  const moved = await send('PUT', one.token, `${at}/plan`, {
    ...plan,
    readers: plan.readers.map((reader: { readonly id: string }) =>
      reader.id === `office-${hiddenRoom}-to-${hiddenRoom}`
        ? { ...reader, door: 'street-hall', to: 'hall' }
        : reader,
    ),
  });
  await post(other.token, `${at}/plan/proposals/${moved.body.proposal.id}/confirm`);

  const approver = await anOfficer(test, [{ role: 'exception-approver', siteId }]);
  const excepted = await post(host.token, `${at}/openings`, {
    kind: 'exception',
    rows: ['t1r26'],
    zones: ['hall', hiddenRoom],
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    reason,
    terms: { alternatives: '名簿で確かめる', risk: '名簿にない者', handling: '受付が断る' },
  });
  const approved = await send('POST', approver.token, `${at}/permits/${excepted}/approve`);
  await post(approver.token, `${at}/permit-proposals/${approved.body.proposal.id}/withdraw`);

  const colleague = await anOfficer(test, []);
  await joinUnit({ test }, colleague, organisation);
  for (const id of [host.id, colleague.id])
    await post(guard, `${at}/presence/${id}`, { zone: 'hall', reason });
  const custody = { ward: guest.id, escort: host.id, mode: 'read', basis: 'permission' } as const;
  await append(test, siteId, [{ kind: 'card-read', effects: [{ type: 'custody', ...custody }] }]);
  await post(host.token, `${at}/custody/${guest.id}/offer`, { to: colleague.id });
  await post(colleague.token, `${at}/custody/${guest.id}/take`);
  await post(colleague.token, `${at}/custody/${guest.id}/end`);

  const gateway = aGatewayOf(test, office.gatewayToken);
  const told = [1, 2, 3, 4].map(() => gateway.event('heartbeat'));
  await gateway.post(...told.filter(({ seq }) => seq === 1 || seq === 4));
  test.clock.set(new Date(test.clock.now().getTime() + 300_000));
  await gateway.post(gateway.event('heartbeat'));
  await post(one.token, `${at}/gateways/gateway/gaps/close`, {
    epoch: gateway.epoch,
    from: 2,
    to: 3,
    reason,
  });
}
