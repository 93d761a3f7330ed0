import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId, newId } from '../../../src/kernel/ids.ts';
import { aBareSite, aMinistry, type Ministry, putPlan } from '../../support/a-ministry.ts';
import { entriesOf } from '../../support/an-office.ts';
import { aClock, startTestApp, type TestApp } from '../../support/test-app.ts';

const clock = aClock(new Date('2026-04-06T00:00:00.000Z'));
let test: TestApp;
let ministry: Ministry;
beforeAll(async () => {
  test = await startTestApp(clock);
  ministry = await aMinistry(test);
});
afterAll(() => test.close());

const post = (path: string, payload: object, token = ministry.officer.token) =>
  test.ask(token, { method: 'POST', url: `/api/v1${path}`, payload });
const get = (path: string, query: Record<string, string> = {}) =>
  test.ask(ministry.officer.token, { method: 'GET', url: `/api/v1${path}?${new URLSearchParams(query)}` });

/** Of visitors the passage is recorded, of staff it is not; everybody is watched. */
const clauses = [
  { value: 'not-required', part: 'record', persons: ['staff'], words: '職員の通行は記録しない' },
  { value: 'required' },
];

/** 別表1 行24 (record and monitor) in class 2. */
const draft = (over: object = {}) => ({
  organisation: ministry.organisation,
  row: 't1r24',
  class: 2,
  clauses,
  words: '記録と監視',
  basis: '委員会決定第5号',
  from: '2026-05-01T00:00:00+09:00',
  ...over,
});

async function adopt(over: object = {}): Promise<string> {
  const proposed = await post('/determinations', draft(over));
  expect(proposed).toMatchObject({ status: 201 });
  const { id } = proposed.body;
  expect((await post(`/determinations/${id}/adopt`, {}, ministry.other.token)).status).toBe(200);
  return id;
}

async function lastEntry() {
  return (await entriesOf(test.pool, ministryLogId)).at(-1);
}

/** The messages of a refused draft, by the field each is at. */
async function refused(over: object): Promise<Readonly<Record<string, string>>> {
  const answer = await post('/determinations', draft(over));
  expect(answer.status).toBe(422);
  const errors: readonly { readonly at: string; readonly message: string }[] = answer.body.errors;
  return Object.fromEntries(errors.map(({ at, message }) => [at, message]));
}

describe('a determination with clauses', () => {
  it('is kept with the strictest of its values, and shown in order', async () => {
    const id = await adopt();
    const { items } = (await get('/determinations', { row: 't1r24', class: '2', at: '2026-06-01T00:00:00Z' }))
      .body;
    expect(items).toMatchObject([{ id, value: 'required', clauses }]);
    const { rows } = await test.pool.query(
      `select distinct value, clauses from determinations where determination_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ value: 'required', clauses }]);
  });

  it('stands in the record clause by clause, without what a person wrote in words', async () => {
    await adopt({ class: 3 });
    const entry = await lastEntry();
    expect(JSON.parse(entry?.text ?? '').details).toMatchObject({
      row: 't1r24',
      value: 'required',
      clauses: [{ value: 'not-required', part: 'record', persons: ['staff'] }, { value: 'required' }],
    });
    expect(entry?.text).not.toContain('記録しない');
  });

  it('is one of one value where its only clause says no more, and shows none', async () => {
    const id = await adopt({ class: 1, clauses: [{ value: 'required' }] });
    const { items } = (await get('/determinations', { row: 't1r24', class: '1', at: '2026-06-01T00:00:00Z' }))
      .body;
    expect(items).toMatchObject([{ id, value: 'required', clauses: null }]);
  });

  it('keeps its clauses when it is shortened, ended and read back as it was known', async () => {
    const query = { row: 't1r28', class: '2', at: '2026-05-10T00:00:00Z' };
    const once = [{ value: 'not-required', persons: ['card-lent'] }, { value: 'required' }];
    const id = await adopt({ row: 't1r28', clauses: once });
    const known = String((await lastEntry())?.seq);
    await adopt({ row: 't1r28', clauses: undefined, value: 'required', from: '2026-06-01T00:00:00+09:00' });
    expect((await get('/determinations', query)).body.items).toMatchObject([
      { id, clauses: once, until: '2026-05-31T15:00:00.000Z' },
    ]);
    const ended = await post(`/determinations/${id}/end`, { reason: '見直し', at: '2026-05-09T00:00:00Z' });
    expect(ended.status).toBe(200);
    expect((await get('/determinations', query)).body.items).toEqual([]);
    expect((await get('/determinations', { ...query, knownAt: known })).body.items).toMatchObject([
      { id, clauses: once, until: null },
    ]);
  });

  it('is written with a value or with clauses, never with both or neither', async () => {
    const says = '/value';
    expect(await refused({ value: 'required' })).toEqual({ [says]: expect.stringContaining('どちらか一方') });
    expect(await refused({ clauses: undefined })).toEqual({
      [says]: expect.stringContaining('どちらか一方'),
    });
  });

  it('is refused with every fault at its place, in words of what to do', async () => {
    expect(
      await refused({
        clauses: [
          { value: 'not-required', persons: ['staff'], part: 'in' },
          { value: 'not-required', persons: ['staff'] },
          { value: 'not-required', persons: ['staff'], times: { schedule: 'nowhere' } },
          { value: 'permission', purposes: ['wedding'] },
          { value: 'required', number: { atLeast: 2 }, conditions: ['named'] },
        ],
      }),
    ).toEqual({
      '/clauses/0/part':
        'この行に「in」という部分はありません。選べるのはrecord（記録）とmonitor（監視）です。',
      '/clauses/2': expect.stringContaining('当てはまることはありません'),
      '/clauses/2/times/schedule': expect.stringContaining('時間割「nowhere」'),
      '/clauses/3/value': 'この行で選べない値です。',
      '/clauses/3/purposes': expect.stringContaining('用務「wedding」'),
      '/clauses/4': expect.stringContaining('最後の場合分け'),
      '/clauses/4/words': expect.stringContaining('条件'),
      '/clauses/4/number': expect.stringContaining('人数'),
    });
  });

  it('explains that a notification somebody decides is a permission', async () => {
    const decided = [{ value: 'notification', decider: 'zone-officer' }];
    expect(await refused({ row: 't2r15', clauses: decided })).toEqual({
      '/clauses/0/value':
        '届出は受けるだけで、決める者はいません。承認を待つ届出は「許可」です。値を「許可」にするか、決める者を除いてください。',
    });
  });

  it.each([
    ['an unknown kind of person', [{ value: 'required', persons: ['foreigner'] }, { value: 'required' }]],
    ['an unknown restriction', [{ value: 'required', weather: 'rain' }, { value: 'required' }]],
    ['an empty list of persons', [{ value: 'required', persons: [] }, { value: 'required' }]],
    ['hours that are none', [{ value: 'required', times: { hours: [] } }, { value: 'required' }]],
    ['a role that decides nothing', [{ value: 'permission', decider: 'guard' }]],
    ['a number of nobody', [{ value: 'required', number: {} }]],
    ['no clause', []],
  ])('is a bad request with %s', async (_, faulty) => {
    expect((await post('/determinations', draft({ row: 't2r15', clauses: faulty }))).status).toBe(400);
  });

  it('may name a schedule of a site where the organisation has zones', async () => {
    const siteId = await aBareSite(test, ministry);
    await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0);
    const byDay = [{ value: 'not-required', times: { schedule: 'day' } }, { value: 'required' }];
    await adopt({ row: 't1r20', clauses: byDay });
    expect(
      await refused({ row: 't1r20', organisation: await anotherOrganisation(), clauses: byDay }),
    ).toEqual({
      '/clauses/0/times/schedule': expect.stringContaining('どの庁舎の図面にもありません'),
    });
  });

  it.each([
    ['a value that no clause has', 'not-required', [{ value: 'required' }]],
    ['a last clause that is not for every case', 'required', [{ value: 'required', persons: ['staff'] }]],
    ['no list', 'required', { value: 'required' }],
  ])('is refused by the database itself with %s', async (_, value, stored) => {
    const insert = test.pool.query(
      `insert into determinations (determination_id, from_seq, organisation_id, policy, state, row, class, value, clauses,
        words, basis, effective_from)
      values ($1, 1, $2, 'unified-h24-draft', 'proposed', 't1r24', 1, $3, $4, '例', '例', now())`,
      [newId(), ministry.organisation, value, JSON.stringify(stored)],
    );
    await expect(insert).rejects.toMatchObject({ code: '23514' });
  });
});

async function anotherOrganisation(): Promise<string> {
  return (await post('/organisations', { name: '広報課', kind: 'section' })).body.id;
}

describe('purposes', () => {
  const path = () => `/organisations/${ministry.organisation}/purposes`;
  const press = { code: 'press', words: '報道の取材' };
  const exempt = [{ value: 'not-required', purposes: ['press'] }, { value: 'permission' }];

  it('are listed per organisation, each by one act, and may then be named', async () => {
    expect(await refused({ row: 't2r15', clauses: exempt })).toHaveProperty(['/clauses/0/purposes']);
    expect((await post(path(), press)).body).toEqual({ code: 'press' });
    expect(JSON.parse((await lastEntry())?.text ?? '')).toMatchObject({
      kind: 'purpose-added',
      details: press,
    });
    expect((await get(path())).body.items).toEqual([press]);
    await adopt({ row: 't2r15', clauses: exempt });
    const elsewhere = await anotherOrganisation();
    expect(await refused({ row: 't2r15', organisation: elsewhere, clauses: exempt })).toHaveProperty([
      '/clauses/0/purposes',
    ]);
  });

  it('do not end while a determination names them, and their code never comes back', async () => {
    const works = { code: 'works', words: '工事' };
    await post(path(), works);
    const named = [{ value: 'permission', purposes: ['works'] }, { value: 'forbidden' }];
    const { id } = (await post('/determinations', draft({ row: 't2r14', clauses: named }))).body;
    const refusal = await post(`${path()}/works/end`, {});
    expect(refusal).toMatchObject({ status: 409, body: { errors: [{ at: 't2r14/2' }] } });
    await post(`/determinations/${id}/end`, { reason: '取り下げ' });
    expect((await post(`${path()}/works/end`, {})).body).toEqual({ code: 'works' });
    expect((await lastEntry())?.kind).toBe('purpose-ended');
    expect((await get(path())).body.items).toEqual([press]);
    expect((await post(path(), { ...works, words: '別の意味' })).status).toBe(409);
    expect((await post(`${path()}/works/end`, {})).status).toBe(404);
  });

  it('of an organisation nobody registered are not found', async () => {
    expect((await post(`/organisations/${newId()}/purposes`, press)).status).toBe(404);
  });
});

describe('the requirements of a zone with clauses', () => {
  const night = {
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: '17:00', until: '08:30' }],
    onHolidays: 'as-usual',
    onYearEnd: 'closed',
  };
  const perCase = [
    { value: 'required', times: night, number: { atLeast: 2 } },
    { value: 'not-required', persons: ['staff'], conditions: ['named'], words: '名簿に載せた職員' },
    { value: 'required' },
  ];
  let siteId: string;
  beforeAll(async () => {
    siteId = await aBareSite(test, ministry);
    await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0);
    await adopt({ row: 't1r21', clauses: perCase });
  });

  /** 別表1 行21 of the office at 18:00 or 12:00 of a Thursday, as far as the query tells the case. */
  async function row21(query: Record<string, string>) {
    const at = '2026-06-04T09:00:00Z';
    const answer = await get(`/sites/${siteId}/zones/office/requirements`, { at, ...query });
    expect(answer.status).toBe(200);
    return answer.body.items.find(({ row }: { row: string }) => row === 't1r21');
  }

  it('say what the strictest answer depends on where the case is not told', async () => {
    expect(await row21({})).toMatchObject({
      value: 'required',
      undetermined: false,
      dependsOn: ['persons', 'times', 'conditions'],
      chain: [{ layer: 'regulation' }, { layer: 'determination', matched: { ...perCase[0], position: 1 } }],
    });
  });

  it('are answered for the case that is told, with the clause that matched', async () => {
    const noon = '2026-06-04T03:00:00Z';
    const named = await row21({ at: noon, hour: 'true', person: 'staff', conditions: 'named' });
    expect(named).toMatchObject({
      value: 'not-required',
      dependsOn: [],
      chain: [{}, { words: '名簿に載せた職員', matched: { ...perCase[1], position: 2 } }],
    });
    const unnamed = await row21({ at: noon, hour: 'true', person: 'staff', conditions: 'other' });
    expect(unnamed).toMatchObject({
      value: 'required',
      dependsOn: [],
      chain: [{}, { matched: { position: 3 } }],
    });
    const evening = await row21({ hour: 'true', person: 'staff', conditions: 'named' });
    expect(evening).toMatchObject({
      value: 'required',
      dependsOn: [],
      chain: [{}, { matched: { position: 1 } }],
    });
  });

  it('depend on nothing where the determination is one value', async () => {
    const { body } = await get(`/sites/${siteId}/zones/office/requirements`);
    const plain = body.items.find(({ row }: { row: string }) => row === 't1r19');
    expect(plain.dependsOn).toEqual([]);
    expect(plain.chain.at(-1)).not.toHaveProperty('matched');
  });

  it.each([
    ['person', 'ghost'],
    ['purpose', 'Press!'],
    ['hour', 'noon'],
    ['weather', 'rain'],
  ])('are a bad request with %s=%s', async (name, value) => {
    expect((await get(`/sites/${siteId}/zones/office/requirements`, { [name]: value })).status).toBe(400);
  });
});
