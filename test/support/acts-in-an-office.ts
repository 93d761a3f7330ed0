import type { FilledOffice } from './a-filled-office.ts';
import { aSystem } from './a-system.ts';
import { aPlacedVisit, aVisit } from './a-visit.ts';
import { anOfficer } from './an-officer.ts';
import { asOwner } from './as-owner.ts';
import { succeeding } from './succeeding.ts';
import { aMachine, type TestApp } from './test-app.ts';

/** Acts that a filled office is made without: each of them succeeds, one after the other. */
export async function actInOffice(test: TestApp, office: FilledOffice): Promise<void> {
  const { siteId } = office;
  const [organisation = ''] = office.parameters.organisation ?? [];
  const at = `/sites/${siteId}`;
  const dayBegan = '2026-04-06T00:00:00+09:00';
  const until = '2026-10-01T00:00:00+09:00';
  const reason = '見本のため';
  const { send, post } = succeeding(test);
  const chief = await anOfficer(test, [{ role: 'rights-admin' }, { role: 'security-officer' }]);
  const general = await anOfficer(test, [{ role: 'general-officer' }]);
  const host = await anOfficer(test, []);
  const colleague = await anOfficer(test, []);
  const zones = await anOfficer(test, [
    { role: 'zone-officer', siteId, scope: 'hall' },
    { role: 'zone-officer', siteId, scope: 'office' },
  ]);
  const section = await anOfficer(test, [{ role: 'section-officer', siteId, scope: organisation }]);
  const approver = await anOfficer(test, [{ role: 'exception-approver', siteId }]);
  const other = await anOfficer(test, [{ role: 'exception-approver', siteId }]);
  const guard = await aMachine(test, 'other-guards', [{ role: 'guard', siteId }]);
  const desk = await anOfficer(test, [{ role: 'reception', siteId }]);
  await asOwner(test, 'update persons set organisation_id = $2 where person_id = any($1::uuid[])', [
    [host.id, colleague.id],
    organisation,
  ]);

  const staffOf = (name: string) =>
    post(chief.token, '/persons', { kind: 'staff', name, organisationId: organisation });
  const person = await staffOf('見本次郎');
  await send('PATCH', chief.token, `/persons/${person}`, { name: '見本二郎' });
  await post(chief.token, `/persons/${person}/suspend`, { reason });
  await post(chief.token, `/persons/${person}/resume`, { reason });
  await post(chief.token, `/persons/${await staffOf('見本三郎')}/leave`, { reason });
  const contract = await post(chief.token, '/contracts', {
    company: '関東見本株式会社',
    purpose: '見本',
    organisationId: organisation,
    validFrom: '2026-04-01T00:00:00+09:00',
    validUntil: '2027-04-01T00:00:00+09:00',
  });
  await send('PATCH', chief.token, `/contracts/${contract}`, { validUntil: '2027-03-01T00:00:00+09:00' });

  let number = 10;
  const numbered = () => {
    number += 1;
    return { format: 'felica-idm', facility: '', number: `0114c5220d19ac${number}` };
  };
  const card = () => post(chief.token, '/cards', { ...numbered(), person });
  const found = await card();
  await post(guard, `/cards/${found}/suspend`, { reason });
  await post(chief.token, `/cards/${found}/confirm-identity`, { how: '職員証を見た' });
  await post(chief.token, `/cards/${found}/resume`, { reason });
  await post(chief.token, `/cards/${found}/return`, { reason });
  await post(chief.token, `/cards/${found}/assign`, { person });
  await post(chief.token, `/cards/${found}/damage`, { reason });
  await post(chief.token, `/cards/${found}/destroy`, { reason });
  await post(guard, `/cards/${await card()}/report-lost`, { reason });
  await post(guard, `/cards/${await card()}/report-stolen`, { reason });
  const broken = await card();
  await post(desk.token, `/cards/${broken}/confirm-identity`, { how: '職員証を見た' });
  await post(chief.token, `/cards/${broken}/reissue`, { ...numbered(), oldCard: 'damage', reason });

  const given = await post(chief.token, '/role-assignments', {
    holder: { type: 'machine', id: 'sample' },
    role: 'guard',
    siteId,
  });
  await post(chief.token, `/role-assignments/${given}/end`, { reason });
  await reviewRights(test, chief.token);
  const token = await aMachine(test, 'revoked', [{ role: 'guard', siteId }]);
  await post(chief.token, `/tokens/${token.slice(3, 19)}/revoke`, { reason });
  await post(general.token, `/organisations/${organisation}/purposes`, { code: 'sample', words: '見本' });
  await post(general.token, `/organisations/${organisation}/purposes/sample/end`);

  const asked = { person, zones: ['hall'], schedule: 'day', from: dayBegan, until, purpose: '見本' };
  const { person: _, ...again } = asked;
  const permission = await post(host.token, `${at}/permissions`, asked);
  await post(zones.token, `${at}/permissions/${permission}/return`, { reason });
  await post(host.token, `${at}/permissions/${permission}/resubmit`, again);
  await post(zones.token, `${at}/permissions/${permission}/approve`);
  await post(host.token, `${at}/permissions/${permission}/change`, { ...again, zones: ['hall', 'office'] });
  await post(zones.token, `${at}/permissions/${permission}/end`, { reason });
  const refused = await post(host.token, `${at}/permissions`, asked);
  await post(zones.token, `${at}/permissions/${refused}/reject`, { reason });

  const { visit, destinations } = await aVisit(
    test,
    siteId,
    aPlacedVisit(host.id, { startsAt: '14:00', endsAt: '16:00' }),
  );
  const placed = `${at}/visits/${visit}`;
  const reviewed = async () => {
    const { body } = await send('GET', host.token, placed);
    const members = body.members.map((member: { id: string }) => member.id);
    return { examined: ['who', 'why', 'zones'], members, zones: body.destinations[0].zones };
  };
  await post(host.token, `${placed}/destinations/${destinations[0]}/review`, await reviewed());
  await post(host.token, `${placed}/destinations/${destinations[0]}/withdraw-review`, { reason });
  await post(host.token, `${placed}/extend`, { day: '2026-04-06', until: '2026-04-06T17:00:00+09:00' });
  await post(host.token, `${placed}/pause`, { reason });
  await post(host.token, `${placed}/resume`, { reason });
  await post(host.token, `${placed}/cancel`, { reason });
  const restricted = (await send('GET', guard, `${at}/restricted-persons`)).body.items[0]?.id;
  await post(chief.token, `${at}/restricted-persons/${restricted}/end`, { reason });
  const deputy = await post(host.token, `${at}/deputies`, {
    host: host.id,
    deputy: colleague.id,
    from: dayBegan,
    until,
  });
  await post(host.token, `${at}/deputies/${deputy}/end`, { reason });
  const press = (await send('GET', section.token, `${at}/press-organisations`)).body.items[0]?.id;
  await post(section.token, `${at}/press-organisations/${press}/end`, { reason });

  const pictures = {
    persons: [person],
    zones: ['office'],
    from: dayBegan,
    until,
    purpose: '見本',
    terms: { parts: ['image'], devices: ['phone'], deviceWords: '業務用の端末', responsible: host.id },
    answers: [{ condition: 'lens-sealed', met: true }],
  };
  const returned = await post(host.token, `${at}/photography`, pictures);
  await post(zones.token, `${at}/permits/${returned}/return`, { reason });
  await post(host.token, `${at}/photography/${returned}/resubmit`, pictures);
  await post(zones.token, `${at}/permits/${returned}/approve`);
  const handed = [
    { sort: 'armband', number: '8', holder: person },
    { sort: 'armband', number: '9', holder: person },
  ];
  await post(guard, `${at}/photography/${returned}/tokens`, { tokens: handed });
  await post(guard, `${at}/photography/${returned}/tokens/return`, { sort: 'armband', number: '8' });
  await post(guard, `${at}/photography/${returned}/tokens/lose`, { sort: 'armband', number: '9' });
  await post(zones.token, `${at}/permits/${returned}/extend`, { until: '2026-11-01T00:00:00+09:00', reason });
  await post(guard, `${at}/presence/${host.id}`, { zone: 'office', reason });
  await post(guard, `${at}/photography/${returned}/conditions`, { answers: pictures.answers });
  await post(host.token, `${at}/permits/${returned}/start`);
  await post(host.token, `${at}/permits/${returned}/close`, {});
  await post(host.token, `${at}/permits/${returned}/report`, { report: '撮影した' });
  await post(guard, `${at}/photography/orders`, {
    zone: 'hall',
    order: 'order-to-stop',
    words: '止めさせた',
  });
  const rejected = await post(host.token, `${at}/photography`, pictures);
  await post(zones.token, `${at}/permits/${rejected}/reject`, { reason });
  const revoked = await post(host.token, `${at}/photography`, pictures);
  await post(zones.token, `${at}/permits/${revoked}/approve`);
  await post(zones.token, `${at}/permits/${revoked}/revoke`, { reason });

  const supply = {
    persons: [],
    zones: ['hall'],
    from: dayBegan,
    until,
    purpose: '見本',
    terms: { carrier: '関東運輸', things: ['parcel'] },
  };
  await post(host.token, `${at}/delivery-permits`, supply);
  await post(section.token, `${at}/delivery-sections/${organisation}`, { slips: false });
  const parcel = () =>
    post(guard, `${at}/deliveries`, { zone: 'street', carrier: '関東運輸', pieces: 1, by: host.id });
  const delivered = await parcel();
  await post(guard, `${at}/deliveries/${delivered}/readdress`, { section: organisation, reason });
  await post(guard, `${at}/deliveries/${delivered}/collect`, { by: host.id });
  await post(guard, `${at}/deliveries/${delivered}/put-back`, { reason });
  await post(guard, `${at}/deliveries/documents`, {
    by: host.id,
    messenger: colleague.id,
    section: organisation,
    pieces: 1,
    information: { grade: { confidentiality: 2, integrity: 1, availability: 1 }, sheets: 3 },
  });

  await send('GET', office.gatewayToken ?? '', '/gateway/plan');
  const sent = {
    persons: [host.id],
    from: dayBegan,
    until,
    purpose: '県との協議の資料を送る',
    terms: {
      form: 'once',
      grade: { confidentiality: 2, integrity: 1, availability: 1 },
      information: '協議の資料',
      pieces: 1,
      sheets: 3,
      measures: '二重に封緘し、書留とする',
      carrier: '関東運輸',
      receiver: '県の商工労働部',
    },
  };
  const transfer = await post(host.token, `${at}/transfers`, sent);
  await post(section.token, `${at}/permits/${transfer}/return`, { reason });
  await post(host.token, `${at}/transfers/${transfer}/resubmit`, sent);

  const installing = {
    ...{ zones: ['office'], from: dayBegan, until, purpose: '窓口の増設' },
    terms: { installed: 'direct-internet', what: '来庁者用の回線', apartFromOwnLan: true },
  };
  const installation = await post(host.token, `${at}/installations`, installing);
  await post(chief.token, `${at}/permits/${installation}/return`, { reason });
  await post(host.token, `${at}/installations/${installation}/resubmit`, installing);
  const linking = {
    ...{ zones: ['street', 'office'], from: dayBegan, until, purpose: '窓口と執務室の共有' },
    terms: { medium: 'lan', what: '基幹スイッチで接続', riskReview: 'リスク検討書 第4号' },
  };
  const link = await post(host.token, `${at}/links`, linking);
  await post(chief.token, `${at}/permits/${link}/return`, { reason });
  await post(host.token, `${at}/links/${link}/resubmit`, linking);

  await post(zones.token, `${at}/cameras`, { code: 'cam-1', zone: 'office', sees: '入口', from: dayBegan });
  await post(guard, `${at}/zones/office/cameras/cam-1/break`, { reason });
  await post(guard, `${at}/zones/office/cameras/cam-1/repair`);
  await post(zones.token, `${at}/zones/office/cameras/cam-1/remove`, { reason });

  const opening = {
    kind: 'exception',
    rows: ['t1r26'],
    zones: ['hall'],
    from: dayBegan,
    until,
    reason: '見本',
    terms: { alternatives: '名簿で確かめる', risk: '名簿にない者', handling: '受付が断る' },
  };
  const opened = await post(host.token, `${at}/openings`, opening);
  await post(approver.token, `${at}/permits/${opened}/return`, { reason });
  await post(host.token, `${at}/openings/${opened}/resubmit`, opening);
  const urgent = await post(approver.token, `${at}/openings/urgent`, {
    rows: ['t1r26'],
    zones: ['hall'],
    until: '2026-04-06T20:00:00+09:00',
    reason,
  });
  await post(approver.token, `${at}/openings/${urgent}/afterwards`, opening.terms);
  await post(other.token, `${at}/permits/${urgent}/look`, { accepted: true });
  const acting = await post(zones.token, `${at}/officer-deputies`, {
    form: 'acting',
    role: 'zone-officer',
    scope: 'office',
    deputy: colleague.id,
    title: '課長補佐',
    kinds: [],
    basis: '代決規程',
    from: dayBegan,
    until,
  });
  await post(zones.token, `${at}/officer-deputies/${acting}/end`, { reason });
  const [waiver = ''] = office.parameters.waiver ?? [];
  await post(section.token, `${at}/permit-waivers/${waiver}/end`, { reason });
  await post(section.token, `${at}/permit-waivers`, {
    basis: 'lending-book',
    rows: ['t2r20', 't2r21', 't2r22'],
    unit: organisation,
    book: 'pc-pool',
    from: dayBegan,
    until,
    reason,
  });
  const lent = { book: 'pc-pool', borrower: colleague.id, item: '業務用ノートPC', until };
  await post(host.token, `${at}/book-loans`, lent);
  await post(host.token, `${at}/book-loans`, lent);
  await post(host.token, `${at}/book-loans/pc-pool/1/return`);
  await post(host.token, `${at}/book-loans/pc-pool/2/lose`);

  const worker = await post(chief.token, '/persons', {
    kind: 'card-lent',
    name: '作業一郎',
    affiliation: '見本設備',
    contractId: contract,
  });
  const second = await post(chief.token, '/persons', {
    kind: 'card-lent',
    name: '作業二郎',
    affiliation: '見本設備',
    contractId: contract,
  });
  const work = {
    persons: [worker],
    zones: ['office'],
    from: dayBegan,
    until,
    purpose: '点検',
    terms: {
      form: 'recurring',
      contract,
      attendants: [host.id],
      windows: [{ from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T12:00:00+09:00' }],
    },
  };
  const worked = await post(host.token, `${at}/works`, work);
  await post(zones.token, `${at}/permits/${worked}/return`, { reason });
  await post(host.token, `${at}/works/${worked}/resubmit`, work);
  await post(zones.token, `${at}/permits/${worked}/approve`);
  await post(host.token, `${at}/works/${worked}/workers`, { persons: [second] });
  await post(host.token, `${at}/works/${worked}/begin`, { attendant: host.id, workers: 1 });
  await post(guard, `${at}/presence/${colleague.id}`, { zone: 'office', reason });
  await post(host.token, `${at}/works/${worked}/relieve`, { attendant: colleague.id });
  await post(host.token, `${at}/works/${worked}/end`, { workers: 1, result: '終えた' });
  await post(zones.token, `${at}/works/urgent`, {
    persons: [worker],
    contract,
    zones: ['office'],
    until: '2026-04-06T18:00:00+09:00',
    purpose: '水漏れ',
    attendants: [host.id],
  });

  await send('GET', host.token, `${at}/works/${worked}/occurrences`);

  const system = await post(general.token, '/information-systems', {
    ...aSystem(organisation, host.id),
    places: [{ site: siteId, zone: 'office' }],
  });
  await send('PATCH', general.token, `/information-systems/${system}`, { name: '見本システム2' });
  await post(general.token, `/information-systems/${system}/end`, { reason });
  await post(zones.token, `${at}/zones/office/systems-survey`, { on: '2026-04-01', how: '見て回った' });
  await post(general.token, '/safety-texts', {
    ...{ article: 'meti-81', title: '支給以外の端末の利用手順', document: '情セ第8号', version: '第1版' },
    from: dayBegan,
  });
  const { digest, items } = (await test.ask(general.token, { url: `/api/v1${at}/gaps` })).body;
  await post(general.token, `${at}/gaps/sign`, { digest });
  const open = items.find(({ state }: { state: string }) => ['missing', 'undetermined'].includes(state));
  const finding = {
    zone: open.zone,
    row: open.row,
    assignee: host.id,
    what: '手順を掲示する',
    dueOn: '2099-04-01',
  };
  const task = await post(zones.token, `${at}/gap-tasks`, finding);
  await post(host.token, `${at}/gap-tasks/${task}/finish`, { outcome: '掲示した' });
  const later = await post(zones.token, `${at}/gap-tasks`, finding);
  const givenOn = { assignee: finding.assignee, dueOn: finding.dueOn, reason };
  await post(zones.token, `${at}/gap-tasks/${later}/reassign`, givenOn);
  await post(zones.token, `${at}/gap-tasks/${later}/withdraw`, { outcome: reason });
  const measure = await post(zones.token, `${at}/measures`, {
    ...{
      zone: 'office',
      row: '9a',
      hazard: 'fire',
      what: '消火器を置いた',
      evidence: '写真 1',
      takenOn: '2026-04-01',
    },
  });
  await post(zones.token, `${at}/measures/${measure}/inspect`, { on: '2026-04-01', found: '異常なし' });
  await post(zones.token, `${at}/measures/${measure}/end`, { reason });
  const keyOf = async (code: string, sort = 'ordinary') =>
    `${at}/keys/${await post(zones.token, `${at}/keys`, { zone: 'office', code, sort, keptAt: '守衛室' })}`;
  const borrower = async () => {
    const one = await staffOf('見本四郎');
    await post(chief.token, '/cards', { ...numbered(), person: one });
    const theirs = await post(host.token, `${at}/permissions`, { ...asked, person: one, zones: ['office'] });
    await post(zones.token, `${at}/permissions/${theirs}/approve`);
    return one;
  };
  const loan = { person: await borrower(), until: '2026-05-01T00:00:00+09:00', purpose: '早朝の開錠' };
  const key = await keyOf('k-1');
  await post(zones.token, `${key}/lend`, loan);
  await post(zones.token, `${key}/transfer`, { ...loan, person: await borrower() });
  await post(zones.token, `${key}/return`, { reason });
  await post(zones.token, `${key}/lose`, { reason });
  await post(zones.token, `${key}/find`, { reason });
  await post(zones.token, `${key}/end`, { reason });
  const emergency = await keyOf('k-2', 'emergency');
  await post(zones.token, `${emergency}/open`, { reason });
  await post(zones.token, `${emergency}/seal`, { reason });
  const thing = await post(zones.token, `${at}/equipment`, {
    ...{ number: 'PC-2', kind: 'terminal', name: '窓口端末', zone: 'office', placedOn: '2026-04-01' },
  });
  await post(zones.token, `${at}/equipment/import`, {
    text: '管理番号,種別,名称,区域,設置日\nPC-3,端末,窓口端末,office,2026-04-01',
  });
  const ofThing = `${at}/equipment/${thing}`;
  await send('PATCH', zones.token, ofThing, { securedBy: 'セキュリティワイヤー' });
  const moved = { zone: 'office', placedOn: '2026-04-01', reason };
  await post(zones.token, `${ofThing}/move`, moved);
  await post(zones.token, `${ofThing}/seal`, { reason });
  await post(zones.token, `${ofThing}/unseal`, { reason });
  await post(zones.token, `${ofThing}/dispose`, { reason });

  const keeping = {
    recordClass: 'visit',
    days: 364,
    basis: '標準文書保存期間基準',
    document: '令8文書第1号',
  };
  const { body: days } = await send('POST', chief.token, '/retention/decisions', keeping);
  await post(general.token, `/retention/proposals/${days.proposal.id}/confirm`);
  const extension = { recordClass: 'act', untilOn: '2027-03-31', ground: 'audit', reference: '令8監査第1号' };
  const extended = await post(chief.token, '/retention/extensions', extension);
  const { body: lifting } = await send('POST', chief.token, `/retention/extensions/${extended}/lift`, {
    reason,
  });
  await post(general.token, `/retention/proposals/${lifting.proposal.id}/confirm`);
  const left = await staffOf('見本四郎');
  await post(chief.token, `/persons/${left}/leave`, { reason });
  const early = { persons: [left], reason, reference: '令8利用停止第1号' };
  const { body: erasure } = await send('POST', general.token, '/retention/early-erasures', early);
  await post(chief.token, `/retention/proposals/${erasure.proposal.id}/withdraw`);
  await post(chief.token, '/disclosures', {
    persons: [person],
    askedBy: '見本二郎',
    basis: 'own-request',
    number: '令8開示第1号',
  });

  const [ofPlan, ofPermit] = office.parameters.proposal ?? [];
  await post(general.token, `${at}/plan/proposals/${ofPlan}/withdraw`);
  await post(general.token, `${at}/what-if`, { days: 7, package: 'meti-2019' });
  await post(other.token, `${at}/permit-proposals/${ofPermit}/confirm`);
  await post(host.token, `${at}/item-permits`, {
    persons: [person],
    zones: ['hall'],
    from: dayBegan,
    until,
    purpose: '見本',
    terms: { way: 'out', items: office.parameters.item ?? [], form: 'once', leavesFor: 'use', returns: true },
  });

  await post(guard, `${at}/lockdowns/end`, { zone: null, reason });
  await post(guard, `${at}/wearing-reminders`, { zone: 'hall', words: '着けさせた' });
  const excuse = (await send('GET', section.token, `${at}/wearing-excuses`)).body.items[0]?.id;
  await post(section.token, `${at}/wearing-excuses/${excuse}/end`, { reason });
  await post(guard, `${at}/manual-passages`, {
    door: 'street-hall',
    to: 'hall',
    at: test.clock.now().toISOString(),
    count: 2,
    words: '扉を開けて通した',
  });
  await post(guard, `${at}/live-tickets`);
  const pass = (numeral: string) =>
    post(chief.token, `${at}/passes`, { numeral, basis: 'card-lent', highestClass: 1 });
  const kept = await pass('201');
  await post(chief.token, `${at}/passes/${kept}/report-lost`, { reason });
  await post(chief.token, `${at}/passes/${kept}/restore`, { reason });
  await post(chief.token, `${at}/passes/${await pass('202')}/withdraw`, { reason });
  const determination = (await send('GET', general.token, '/determinations')).body.items[0]?.id;
  await post(general.token, `/determinations/${determination}/end`, { reason });
}

/** Of two roles one is kept and one ended; nothing else of the quarter is due. */
async function reviewRights(test: TestApp, token: string): Promise<void> {
  const { send, post } = succeeding(test);
  const roleOf = async (id: string) =>
    post(token, '/role-assignments', { holder: { type: 'machine', id }, role: 'guard' });
  const review = '/rights-reviews/2026-04';
  await send('POST', token, `${review}/keep`, { rights: [await roleOf('kept')] });
  await send('POST', token, `${review}/remove`, { right: await roleOf('removed'), reason: '要らないため' });
  await send('POST', token, `${review}/sign`, {});
  await send('GET', token, '/rights-reviews');
}
