import { recordKindNames } from '../../src/records/kinds/record-kinds.ts';
import { signInAccounts } from '../../src/sign-in/accounts/tables.ts';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aGatewayOf } from './a-gateway.ts';
import { aBareSite, aMinistry, putPlan } from './a-ministry.ts';
import { frontDesk } from './a-reception.ts';
import { append } from './a-site.ts';
import { aSystem } from './a-system.ts';
import { aMember, anIdentity, aPlacedVisit, aVisit } from './a-visit.ts';
import { anApproval } from './an-approval.ts';
import { entriesOf, gatewayToken } from './an-office.ts';
import { anOfficer } from './an-officer.ts';
import { asOwner } from './as-owner.ts';
import { asSystem } from './as-system.ts';
import { joinUnit } from './people-house.ts';
import { aMachine, type TestApp } from './test-app.ts';

/** What an answer must not tell to everybody: each word, put in where it belongs, and nowhere else in the office. */
export const marks = {
  /** Who somebody is. */
  identity: ['来栖壱郎', 'クルスイチロウ', 'K0099887', '御影次郎', '御影清掃社員', '確認係鳴海'],
  /** Why somebody acted, in words that may name people. */
  words: ['渡会が刃物を持っている', '渡会を見に行かせた', '渡会を見かけた', '渡会の残業'],
  personnel: ['渡会との諍いで停職'],
  examination: ['旅券の現物を見た', '前科の有無を照会した'],
  cardNumber: ['0114c5220d19be07', '0114c5220d19be08'],
  /** Why something was refused or ended, and what for: for whoever reads it at all. */
  decision: [
    '落とし物として届いた',
    '契約を早めに終えた',
    '清掃の下見に来る',
    '用が済んだ',
    '庁舎の清掃を頼む',
  ],
  hiddenRoom: ['機密電算室'],
} as const;

const hidden = 'vault9';

export type FilledOffice = {
  readonly siteId: string;
  readonly hiddenRoom: string;
  /** Of the gateway of its doors. */
  readonly gatewayToken: string | undefined;
  /** Values for the parameters of paths; each is tried. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** What is asked of some paths beside. */
  readonly queries: Readonly<Record<string, readonly string[]>>;
};

/** An office in which every answer has something to tell: persons, cards, contracts, permissions, alarms, entries, proposals. */
export async function aFilledOffice(test: TestApp): Promise<FilledOffice> {
  const ministry = await aMinistry(test);
  const siteId = await aBareSite(test, ministry);
  const chief = await anOfficer(test, [{ role: 'rights-admin' }, { role: 'security-officer' }]);
  const host = await anOfficer(test, []);
  await joinUnit({ test }, host, ministry.organisation);
  const guard = await aMachine(test, 'guards', [{ role: 'guard', siteId }]);
  async function act(token: string, path: string, payload: object): Promise<string> {
    const made = await test.ask(token, { method: 'POST', url: `/api/v1${path}`, payload });
    if (made.status > 201) throw new Error(`${path}: ${JSON.stringify(made.body)}`);
    return made.body.id ?? made.body.ids?.[0];
  }
  const [identity, words] = [marks.identity, marks.words];

  const shown = planOf(ministry.plan, false);
  const first = await putPlan(test, ministry.officer.token, siteId, shown, 0);
  const hid = await putPlan(
    test,
    ministry.officer.token,
    siteId,
    planOf(ministry.plan, true),
    first.body.seq,
  );
  if (!hid.body.stored) throw new Error(JSON.stringify([first.body, hid.body]));
  const shownAt = test.clock.now();
  const second = await anOfficer(test, [{ role: 'zone-officer', siteId, scope: 'hall' }]);
  test.clock.set(new Date(shownAt.getTime() + 60_000));

  await act(ministry.officer.token, `/organisations/${ministry.organisation}/purposes`, {
    code: 'cleaning',
    words: '清掃',
  });
  const determination = await act(ministry.officer.token, '/determinations', {
    organisation: ministry.organisation,
    row: 't1r34',
    class: 1,
    value: 'required',
    words: '管理会社が行う',
    basis: '訓令第1号',
    from: '2026-05-01T00:00:00+09:00',
    heldBy: { body: '管理会社', document: '確認書', confirmedBy: identity[5], confirmedOn: '2026-04-01' },
  });
  await act(ministry.other.token, `/determinations/${determination}/adopt`, {});

  const staff = await act(chief.token, '/persons', {
    kind: 'staff',
    name: identity[0],
    nameKana: identity[1],
    employeeNumber: identity[2],
    extension: '7391*4',
    organisationId: ministry.organisation,
  });
  await act(chief.token, '/role-assignments', {
    holder: { type: 'person', id: staff },
    role: 'auditor',
    until: '2026-04-20T00:00:00+09:00',
  });
  const contractDraft = {
    company: '関東清掃株式会社',
    purpose: marks.decision[4],
    organisationId: ministry.organisation,
    validFrom: '2026-04-01T00:00:00+09:00',
    validUntil: '2027-04-01T00:00:00+09:00',
  };
  const contract = await act(chief.token, '/contracts', contractDraft);
  const over = await act(chief.token, '/contracts', contractDraft);
  await act(chief.token, `/contracts/${over}/end`, { reason: marks.decision[1] });
  const cleaner = await act(chief.token, '/persons', {
    kind: 'card-lent',
    name: identity[3],
    affiliation: identity[4],
    contractId: contract,
  });
  const format = { format: 'felica-idm', facility: '' };
  const card = await act(chief.token, '/cards', { ...format, number: marks.cardNumber[0], person: staff });
  const lost = await act(chief.token, '/cards', { ...format, number: marks.cardNumber[1], person: cleaner });
  await act(guard, `/cards/${lost}/suspend`, { reason: marks.decision[0] });

  const asked = {
    person: cleaner,
    zones: ['hall'],
    schedule: 'day',
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    purpose: marks.decision[2],
    outsider: {
      host: host.id,
      identity: { by: second.id, how: marks.examination[0], at: '2026-04-05T00:00:00Z' },
      review: { content: marks.examination[1] },
      contract,
    },
  };
  const permission = await act(host.token, `/sites/${siteId}/permissions`, asked);
  await act(second.token, `/sites/${siteId}/permissions/${permission}/approve`, {});
  const dueAt = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
  const lentPass = async (numeral: string) => {
    const stocked = { numeral, basis: 'card-lent', highestClass: 1 };
    const pass = await act(chief.token, `/sites/${siteId}/passes`, stocked);
    await act(guard, `/sites/${siteId}/passes/${pass}/lend`, { person: cleaner, dueAt });
    return pass;
  };
  const missed = await lentPass('101');
  await act(guard, `/sites/${siteId}/passes/${missed}/miss`, { reason: words[1] });
  const worn = await lentPass('102');
  await act(guard, `/sites/${siteId}/kept-things`, { owner: cleaner, item: '脚立', slot: 'B-2' });
  const head = await anOfficer(test, [{ role: 'section-officer', siteId, scope: ministry.organisation }]);
  await act(head.token, `/sites/${siteId}/wearing-excuses`, {
    person: staff,
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    reason: words[2],
  });
  const { outsider, ...ofStaff } = asked;
  const ended = await act(host.token, `/sites/${siteId}/permissions`, {
    ...ofStaff,
    person: staff,
    zones: ['hall', hidden],
  });
  await act(host.token, `/sites/${siteId}/permissions/${ended}/withdraw`, { reason: marks.decision[3] });

  const pictures = {
    persons: [staff],
    zones: ['office'],
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    purpose: marks.decision[2],
    terms: { parts: ['image'], devices: ['phone'], deviceWords: '業務用の端末', responsible: host.id },
  };
  const photographed = await act(host.token, `/sites/${siteId}/photography`, pictures);
  const keeper = await anOfficer(test, [{ role: 'zone-officer', siteId, scope: 'office' }]);
  await act(keeper.token, `/sites/${siteId}/permits/${photographed}/return`, { reason: '期間が長い' });
  const pictured = await act(host.token, `/sites/${siteId}/photography`, pictures);
  await act(keeper.token, `/sites/${siteId}/permits/${pictured}/approve`, {});
  await act(guard, `/sites/${siteId}/photography/${pictured}/tokens`, {
    tokens: [{ sort: 'armband', number: '7', holder: staff }],
  });
  const delivered = await act(guard, `/sites/${siteId}/deliveries`, {
    zone: 'street',
    carrier: '関東運輸',
    pieces: 2,
    by: host.id,
  });
  await act(guard, `/sites/${siteId}/deliveries/${delivered}/return`, { reason: marks.decision[3] });
  const supplier = await act(host.token, `/sites/${siteId}/delivery-permits`, {
    persons: [],
    zones: ['hall'],
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    purpose: marks.decision[2],
    terms: { carrier: '関東運輸', things: ['parcel'] },
  });
  const withdrawn = await act(host.token, `/sites/${siteId}/photography`, {
    ...pictures,
    zones: ['office', hidden],
  });
  await act(host.token, `/sites/${siteId}/permits/${withdrawn}/withdraw`, {});
  const approver = await anOfficer(test, [{ role: 'exception-approver', siteId }]);
  await act(keeper.token, `/sites/${siteId}/officer-deputies`, {
    form: 'acting',
    role: 'zone-officer',
    scope: 'office',
    deputy: approver.id,
    title: '課長補佐',
    kinds: [],
    basis: '代決規程',
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
  });
  const excepted = await act(host.token, `/sites/${siteId}/openings`, {
    kind: 'exception',
    rows: ['t1r26'],
    zones: ['hall', hidden],
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    reason: marks.decision[2],
    terms: { alternatives: '名簿で確かめる', risk: '名簿にない者', handling: '受付が断る' },
  });
  const excepting = await test.ask(approver.token, {
    method: 'POST',
    url: `/api/v1/sites/${siteId}/permits/${excepted}/approve`,
  });

  const waived = await act(head.token, `/sites/${siteId}/permit-waivers`, {
    basis: 'notification',
    rows: ['t2r11'],
    zones: ['hall', hidden],
    unit: ministry.organisation,
    persons: [staff],
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    reason: '毎週の巡回で使う',
  });

  const machine = await act(host.token, `/sites/${siteId}/items`, {
    belongs: 'outside',
    owner: cleaner,
    firm: '浜田電機株式会社',
    item: '回線試験器',
    maker: '浜田電機',
    model: 'T-2',
    serial: 'S0002',
    medium: 'built-in',
    grade: { confidentiality: 2, integrity: 2, availability: 1 },
    quantity: 1,
    seal: '封-0042',
  });
  await act(guard, `/sites/${siteId}/item-checks`, {
    carrier: cleaner,
    to: 'street',
    seen: [{ item: machine, count: 1, seal: 'broken' }],
  });

  await act(keeper.token, `/sites/${siteId}/items/${machine}/erasure`, {
    method: 'overwritten',
    by: host.id,
    certificate: '2026-17',
  });

  await act(guard, `/sites/${siteId}/inspections`, {
    person: cleaner,
    zone: 'hall',
    result: 'let-in',
    words: '測定器を持ち込む',
  });

  const phone = { holder: staff, sort: 'phone', maker: '浜田電機', model: 'H-1', serial: 'S0001' };
  await act(host.token, `/sites/${siteId}/private-devices`, phone);
  await act(host.token, `/sites/${siteId}/private-devices/1/permits`, {
    zones: ['hall'],
    from: '2026-04-06T00:00:00+09:00',
    until: '2026-10-01T00:00:00+09:00',
    purpose: marks.decision[2],
    carryIn: true,
    answers: [],
  });

  const restricted = await act(second.token, `/sites/${siteId}/restricted-persons`, {
    name: '桐島参郎',
    organisation: '桐島興業',
    basis: '庁舎管理規則第8条',
    until: '2027-04-01T00:00:00+09:00',
  });
  await act(chief.token, `/sites/${siteId}/restricted-persons/${restricted}/approve`, {});
  const namesake = aMember({ identity: anIdentity({ name: '桐島参郎' }) });
  const unreviewed = await aVisit(
    test,
    siteId,
    aPlacedVisit(host.id, { members: [namesake], startsAt: '00:00', endsAt: '00:05' }),
  );
  const { visit: namesakesVisit, destinations } = unreviewed;
  await act(host.token, `/sites/${siteId}/deputies`, {
    host: host.id,
    deputy: second.id,
    from: '2026-04-01T00:00:00+09:00',
    until: '2026-05-01T00:00:00+09:00',
  });
  await act(
    guard,
    `/sites/${siteId}/visits/${namesakesVisit}/destinations/${destinations[0]}/unanswered-call`,
    {
      called: host.id,
      extension: '4021',
    },
  );
  const invitation = await act(host.token, `/sites/${siteId}/visits/${namesakesVisit}/invite`, {});
  await act(chief.token, `/sites/${siteId}/restricted-persons/${restricted}/clear`, {
    visit: namesakesVisit,
    member: namesake.memberId,
    found: '生年月日が違う',
  });
  const visit = await act(host.token, `/sites/${siteId}/visits`, {
    destinations: [{ host: host.id, place: '窓口', zones: ['office'] }],
    members: [
      {
        name: identity[3],
        nameKana: identity[1],
        affiliation: identity[4],
        telephone: `${identity[0]}気付`,
        vehicle: identity[2],
        help: `${identity[0]}が手を引く`,
        things: [{ kind: 'pc', words: `${identity[0]}の端末` }],
      },
      { name: `${identity[3]}の同乗者`, affiliation: identity[4], ridesIn: identity[2] },
    ],
    purpose: 'cleaning',
    purposeWords: `${identity[0]}に会う`,
    days: ['2026-04-06', '2026-04-07'],
    review: { examined: ['who', 'why', 'zones'], words: `${identity[0]}が招いた` },
  });
  await test.pool.query(`update arrivals set state = 'checked-out' where site_id = $1 and visit_id = $2`, [
    siteId,
    visit,
  ]);
  await act(host.token, `/sites/${siteId}/visits/${visit}/pause`, { reason: `${identity[0]}が休む` });

  const until = '2027-04-01T00:00:00+09:00';
  const organisations = `/sites/${siteId}/press-organisations`;
  const pressNamed = { name: '東都新報', club: true, basis: '記者クラブ名簿', until };
  const press = await act(ministry.officer.token, organisations, pressNamed);
  await act(chief.token, `${organisations}/${press}/approve`, {});
  const persons = [{ name: '霧島四郎', sort: 'reporter' }];
  const reporter = await act(ministry.officer.token, `${organisations}/${press}/persons`, {
    persons,
    basis: '申請書',
    until,
  });
  await act(chief.token, `${organisations}/${press}/persons/approve`, { persons: [reporter] });
  const conference = await act(host.token, `/sites/${siteId}/press-events`, {
    sort: 'conference',
    host: host.id,
    zones: ['office'],
    purpose: 'cleaning',
    day: '2026-04-07',
    startsAt: '14:00',
    endsAt: '15:00',
    closes: { daysBefore: 0, at: '12:00' },
  });
  await act(host.token, `/sites/${siteId}/visits/${conference}/press-registrations`, {
    lines: [{ person: reporter }],
  });

  for (const zone of [null, 'hall', hidden]) {
    await act(guard, `/sites/${siteId}/lockdowns`, { zone, reason: words[0] });
  }
  await act(guard, `/sites/${siteId}/schedule-extensions`, {
    organisation: ministry.organisation,
    until: new Date(test.clock.now().getTime() + 3_600_000).toISOString(),
    reason: words[3],
  });
  for (const zone of ['hall', hidden]) {
    await act(guard, `/sites/${siteId}/presence/${zone === 'hall' ? cleaner : staff}`, {
      zone,
      reason: words[2],
    });
  }
  const clerk = await anOfficer(test, [{ role: 'guard', siteId }]);
  await act(clerk.token, `/sites/${siteId}/paper-log`, {
    writtenOn: '2026-04-06',
    writer: identity[5],
    lines: [
      {
        sheet: 1,
        line: 1,
        enteredAt: '2026-04-05T23:00:00Z',
        door: 'street-hall',
        zone: 'hall',
        name: identity[0],
        affiliation: identity[4],
        purpose: 'cleaning',
        host: host.id,
      },
    ],
  });
  const ofGateway = await gatewayToken(test.deps, siteId, 'gateway');
  const gateway = aGatewayOf(test, ofGateway);
  await gateway.post(gateway.event('door-forced', { door: `office-${hidden}` }));
  await gateway.post({
    ...gateway.read(marks.cardNumber[0], `office-${hidden}-to-${hidden}`),
    card: { ...format, number: marks.cardNumber[0] },
  });
  const [alarm] = (await test.ask(guard, { url: `/api/v1/sites/${siteId}/alarms` })).body.items;
  const { id: watchId, token: watch } = await anOfficer(test, [{ role: 'guard', siteId }]);
  await asOwner(test, 'update persons set affiliation = $2 where person_id = $1', [watchId, identity[4]]);
  await act(watch, `/sites/${siteId}/alarms/${alarm.id}/acknowledge`, { note: words[1] });
  await act(watch, `/sites/${siteId}/alarms/${alarm.id}/resolve`, { outcome: 'real', note: words[1] });
  await act(chief.token, `/persons/${staff}/suspend`, { reason: marks.personnel[0] });

  const turned = planOf(ministry.plan, true);
  const proposed = await putPlan(
    test,
    ministry.officer.token,
    siteId,
    {
      ...turned,
      readers: turned.readers.map((reader) =>
        reader.id === `office-${hidden}-to-${hidden}`
          ? { ...reader, door: 'street-hall', to: 'hall' }
          : reader,
      ),
    },
    hid.body.seq,
  );
  if (proposed.status !== 202) throw new Error(JSON.stringify(proposed.body));

  await act(watch, `/sites/${siteId}/visits/${namesakesVisit}/correct`, {
    day: '2026-04-06',
    member: namesake.memberId,
    reason: `${identity[0]}の名刺による`,
    what: 'name',
    name: '桐島参郎',
    affiliation: '個人',
  });
  const taken = { ward: cleaner, escort: staff, mode: 'read', basis: 'permission' } as const;
  await append(test, siteId, [
    {
      kind: 'escort-apart',
      subject: { person: cleaner, to: 'office' },
      details: { escort: staff },
      effects: [
        { type: 'custody-broken', ward: cleaner },
        { type: 'alarm', kind: 'visitor-abandoned', active: true, person: cleaner },
      ],
    },
    {
      kind: 'card-read',
      effects: [
        { type: 'custody', ...taken },
        { type: 'alarm', kind: 'visitor-abandoned', active: false, person: cleaner },
      ],
    },
  ]);

  const system = await act(ministry.officer.token, '/information-systems', {
    ...aSystem(ministry.organisation, host.id),
    databaseNumber: 'A0099',
    places: [{ site: siteId, zone: hidden }],
  });
  const measure = await act(second.token, `/sites/${siteId}/measures`, {
    ...{
      zone: 'hall',
      row: 't1r44',
      what: '床下に埋設した',
      evidence: '工事完成図 3',
      takenOn: '2026-04-01',
    },
  });
  const key = await act(second.token, `/sites/${siteId}/keys`, {
    ...{ zone: 'hall', code: 'k-1', sort: 'ordinary', keptAt: '守衛室' },
  });
  for (const step of ['lose', 'find']) {
    await act(second.token, `/sites/${siteId}/keys/${key}/${step}`, { reason: '床に落ちていた' });
  }
  const equipment = await act(second.token, `/sites/${siteId}/equipment`, {
    ...{ number: 'PC-1', kind: 'terminal', name: '窓口端末', zone: 'hall', placedOn: '2026-04-01' },
  });
  const task = await act(second.token, `/sites/${siteId}/gap-tasks`, {
    ...{ zone: 'hall', row: '9b', assignee: second.id, what: '手順を掲示する', dueOn: '2099-04-01' },
  });
  await act(second.token, `/sites/${siteId}/zones/hall/systems-survey`, {
    on: '2026-04-01',
    how: '見て回った',
  });
  await anApproval(test, { loginId: 'mihon-t', person: staff });
  const account = 'mihon-s';
  const issued = { loginId: account, personId: staff, issuedBy: 'test', issuedAt: shownAt };
  await asSystem(test.pool, ({ db }) => db.insert(signInAccounts).values(issued));
  const seqs = (await entriesOf(test.pool, siteId)).map((_, index) => String(index + 1));
  const reviewed = ['', `?site=${siteId}&zone=hall`, `?site=${siteId}&zone=${hidden}`];
  const interval = '?from=2026-04-05T00:00:00Z&until=2026-04-08T00:00:00Z';
  return {
    siteId,
    hiddenRoom: hidden,
    gatewayToken: ofGateway,
    parameters: {
      site: [siteId],
      organisation: [ministry.organisation, press],
      person: [staff, cleaner],
      contract: [contract, over],
      card: [card, lost],
      permission: [permission, ended],
      permit: [photographed, pictured, withdrawn, excepted, supplier],
      waiver: [waived],
      delivery: [delivered],
      item: [machine],
      label: ['1'],
      pass: [missed, worn],
      zone: ['street', 'hall', 'office', hidden],
      seq: seqs,
      alarm: [alarm.id],
      system: [system],
      measure: [measure],
      task: [task],
      equipment: [equipment],
      key: [key],
      record: recordKindNames,
      visit: [visit, namesakesVisit, conference],
      quarter: ['2026-04'],
      account: [account],
      invitation: [invitation],
      proposal: [proposed.body.proposal.id, excepting.body.proposal.id],
    },
    queries: {
      '/sites/:site/plan': ['', `?asOf=${first.body.seq}`],
      '/sites/:site/zones/:zone/requirements': ['', `?at=${shownAt.toISOString()}`],
      '/sites/:site/zones/:zone/installing': ['?installed=server'],
      '/sites/:site/zones/:zone/linking': ['?other=hall', `?other=${hidden}&medium=wireless-lan`],
      '/sites/:site/persons/:person/history': [interval],
      '/sites/:site/zones/:zone/history': [interval],
      '/sites/:site/custody/apart': [interval],
      '/sites/:site/records/:record': [interval],
      '/sites/:site/visitors': [`?name=${identity[3]}`],
      '/sites/:site/paper-log': ['?on=2026-04-06'],
      '/disclosures/candidates': [`?name=${identity[3]}`],
      '/sites/:site/photography/allowed': [`?person=${staff}&zone=hall`, `?person=${staff}&zone=${hidden}`],
      '/sites/:site/private-devices/:label/allowed': ['?zone=hall&act=use', `?zone=${hidden}&act=carry-in`],
      '/sites/:site/closing-list': ['', '?day=2026-04-06', '?day=2026-05-01'],
      '/rights-reviews/:quarter': reviewed,
      '/rights-reviews/:quarter/csv': reviewed,
      '/rights-differences': ['?from=2026-04-05'],
      '/cards': ['', `?looksLike=${marks.cardNumber[0]}&format=felica-idm`],
      '/persons': ['?q=K0099887', ''],
      '/determinations': ['', '?row=t1r34&class=1'],
    },
  };
}

/** The plan of the ministry with a class 3 room under a name and code of its own: shown as any other, or hidden. */
function planOf(plan: SitePlan, isHidden: boolean): SitePlan {
  const renamed: SitePlan = JSON.parse(JSON.stringify(plan).replaceAll(/\bserver\b/g, hidden));
  return {
    ...renamed,
    site: {
      ...renamed.site,
      visitors: { regulars: { daysAWeek: 7, visitsAYear: 1, daysInARow: 31 } },
    },
    zones: renamed.zones.map((zone) =>
      zone.id === hidden ? { ...zone, name: marks.hiddenRoom[0], serverRoom: false, hidden: isHidden } : zone,
    ),
    desks: plan.zones.slice(0, 1).map(({ organisation }) => ({ ...frontDesk, organisation })),
  };
}
