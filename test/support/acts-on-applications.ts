import type { FilledOffice } from './a-filled-office.ts';
import { aTakeOut } from './a-take-out.ts';
import { anOfficer } from './an-officer.ts';
import { asOwner } from './as-owner.ts';
import { succeeding } from './succeeding.ts';
import { aMachine, type TestApp } from './test-app.ts';

/** What becomes of applications beside being approved: returned and sent again, reviewed, waived, allowed in parts; each of it succeeds. */
export async function actOnApplications(test: TestApp, office: FilledOffice): Promise<void> {
  const { siteId, hiddenRoom } = office;
  const { send, post } = succeeding(test);
  const [organisation = ''] = office.parameters.organisation ?? [];
  const [contract = ''] = office.parameters.contract ?? [];
  const [, cleaner = ''] = office.parameters.person ?? [];
  const at = `/sites/${siteId}`;
  const reason = '見本のため';
  const asked = {
    zones: ['hall'],
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    purpose: '見本',
  };
  const host = await anOfficer(test, []);
  const colleague = await anOfficer(test, []);
  const zones = await anOfficer(test, [
    { role: 'zone-officer', siteId, scope: 'hall' },
    { role: 'zone-officer', siteId, scope: 'office' },
    { role: 'zone-officer', siteId, scope: hiddenRoom },
  ]);
  const section = await anOfficer(test, [{ role: 'section-officer', siteId, scope: organisation }]);
  const systems = await anOfficer(test, [{ role: 'system-officer' }]);
  const guard = await aMachine(test, 'application-guards', [{ role: 'guard', siteId }]);
  await asOwner(test, 'update persons set organisation_id = $2 where person_id = any($1::uuid[])', [
    [host.id, colleague.id],
    organisation,
  ]);
  const giveBack = (token: string, permit: string) =>
    post(token, `${at}/permits/${permit}/return`, { reason });

  const permission = await post(host.token, `${at}/permissions`, {
    ...asked,
    person: cleaner,
    schedule: 'day',
    outsider: {
      host: host.id,
      identity: { by: colleague.id, how: '社員証を見た', at: '2026-04-05T00:00:00Z' },
      contract,
    },
  });
  await post(host.token, `${at}/permissions/${permission}/review`, { content: '契約の名簿と照らした' });

  const pictures = await post(host.token, `${at}/photography`, {
    ...asked,
    persons: [host.id],
    zones: ['office'],
    terms: {
      parts: ['image'],
      devices: ['phone'],
      deviceWords: '業務用の端末',
      responsible: host.id,
      reviewed: true,
    },
  });
  await post(zones.token, `${at}/permits/${pictures}/approve`);
  await post(host.token, `${at}/permits/${pictures}/withdraw`);
  await post(zones.token, `${at}/photography/${pictures}/review`, { result: 'cleared' });

  const { label } = (
    await send('POST', host.token, `${at}/private-devices`, {
      holder: host.id,
      sort: 'phone',
      maker: '浜田電機',
      model: 'H-2',
      serial: 'S0009',
    })
  ).body;
  const carried = { ...asked, zones: [hiddenRoom], carryIn: true, answers: [] };
  const device = await post(host.token, `${at}/private-devices/${label}/permits`, carried);
  await giveBack(zones.token, device);
  await post(host.token, `${at}/private-devices/${label}/permits/${device}/resubmit`, carried);

  const looked = { answers: [{ condition: 'antivirus', met: true }] };
  const inHall = { ...asked, ...looked, carryIn: true };
  const shown = await post(host.token, `${at}/private-devices/${label}/permits`, inHall);
  await post(guard, `${at}/device-permits/${shown}/conditions`, looked);

  const taken = await post(host.token, `${at}/take-outs`, aTakeOut(host.id));
  await giveBack(section.token, taken);
  await post(host.token, `${at}/take-outs/${taken}/resubmit`, aTakeOut(host.id));
  await post(section.token, `${at}/permits/${taken}/approve`);
  await post(host.token, `${at}/permits/${taken}/start`);
  await post(systems.token, `${at}/take-outs/${taken}/reentry`, {
    lan: 'main',
    checks: { antivirus: true, patches: true },
  });
  const grade = { confidentiality: 2, integrity: 1, availability: 1 };
  const light = await post(host.token, `${at}/take-outs`, aTakeOut(host.id, {}, { grade }));
  await post(section.token, `${at}/permits/${light}/waive-report`, { reason });

  const machine = {
    ...asked,
    persons: [host.id],
    zones: [hiddenRoom],
    terms: { way: 'out', items: office.parameters.item ?? [], form: 'once', leavesFor: 'use', returns: true },
  };
  const item = await post(host.token, `${at}/item-permits`, machine);
  await giveBack(zones.token, item);
  await post(host.token, `${at}/item-permits/${item}/resubmit`, machine);
  const tasks = (await send('GET', guard, `${at}/item-tasks`)).body.items;
  const finding = tasks.find((task: { readonly finding?: string }) => task.finding)?.finding;
  await post(guard, `${at}/item-findings/${finding}/settle`, {
    outcome: 'settled',
    words: '封を直した',
  });

  const supply = {
    ...asked,
    zones: [hiddenRoom],
    persons: [],
    terms: { carrier: '関東運輸', things: ['parcel'] },
  };
  const delivery = await post(host.token, `${at}/delivery-permits`, supply);
  await giveBack(zones.token, delivery);
  await post(host.token, `${at}/delivery-permits/${delivery}/resubmit`, supply);

  const work = await post(host.token, `${at}/works`, {
    ...asked,
    persons: [cleaner],
    zones: ['office'],
    terms: {
      form: 'recurring',
      contract,
      attendants: [host.id],
      tools: ['open-flame'],
      windows: [{ from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T12:00:00+09:00' }],
    },
  });
  await post(zones.token, `${at}/works/${work}/tools/open-flame/allow`);
}
