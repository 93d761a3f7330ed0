import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aColleague, aContractor, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';

let house: PeopleHouse;

beforeAll(async () => {
  house = await startPeopleHouse();
});
afterAll(() => house.test.close());

const read = async (person: string) => (await house.get(house.admin.token, `/persons/${person}`)).body;

describe('registering a person', () => {
  it.each([
    ['髙﨑 髙', 'はしごだか and たつさき'],
    ['𠮷野 家𠮷', 'a character beyond the BMP'],
    ['葛\u{E0100}城 辻\u{E0101}', 'ideographic variation sequences'],
    ['カ\u3099ンタ', 'a combining mark NFC would compose'],
    ['\uFA10原 \uFA19\uFA1B', 'compatibility ideographs NFC would replace'],
    ['  O’Brien  Ａ', 'spaces and full width'],
  ])('gives the name %j back byte for byte (%s)', async (name) => {
    const person = await aColleague(house, name);
    expect(Buffer.from((await read(person)).name)).toEqual(Buffer.from(name));
  });

  it.each([
    ['bidi', '山田\u202E太郎'],
    ['zero width', '山田\u200B太郎'],
    ['joiner', '山田\u200D太郎'],
    ['NUL', '山田\u0000太郎'],
  ])('refuses a name with a hidden character (%s)', async (_, name) => {
    const { admin, post, section } = house;
    const answer = await post(admin.token, '/persons', { kind: 'staff', name, organisationId: section });
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('/problems/bad-request');
  });

  it('refuses a lone surrogate', async () => {
    const { test, admin, section } = house;
    const answer = await test.ask(admin.token, {
      method: 'POST',
      url: '/api/v1/persons',
      headers: { 'content-type': 'application/json' },
      payload: `{"kind":"staff","name":"山\\ud842","organisationId":"${section}"}`,
    });
    expect(answer.status).toBe(400);
  });

  it('refuses a name of nothing but spaces', async () => {
    const { admin, post, section } = house;
    const answer = await post(admin.token, '/persons', {
      kind: 'staff',
      name: ' \u3000',
      organisationId: section,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].at).toBe('/name');
  });

  it.each(['myNumber', 'individualNumber', 'id'])('refuses the unknown field %s', async (field) => {
    const { admin, post, section } = house;
    const body = { kind: 'staff', name: '山田', organisationId: section, [field]: '123456789012' };
    expect((await post(admin.token, '/persons', body)).status).toBe(400);
  });

  it('keeps the extension at which a host is called, and changes nothing else with it', async () => {
    const { admin, post, patch, section } = house;
    const body = { kind: 'staff', name: '内線 花子', organisationId: section, extension: '2301' };
    const { id } = (await post(admin.token, '/persons', body)).body;
    expect(await read(id)).toMatchObject({ extension: '2301', name: '内線 花子' });
    expect((await patch(admin.token, `/persons/${id}`, { extension: '*2302' })).status).toBe(200);
    expect(await read(id)).toMatchObject({ extension: '*2302', name: '内線 花子' });
    expect((await patch(admin.token, `/persons/${id}`, { extension: '内線一' })).status).toBe(400);
    expect((await patch(admin.token, `/persons/${id}`, { extension: null })).body.extension).toBeNull();
  });

  it('refuses a wrong type instead of reading it as the right one', async () => {
    const { admin, post, section } = house;
    const body = { kind: 'staff', name: '山田', organisationId: section, employeeNumber: 123 };
    expect((await post(admin.token, '/persons', body)).status).toBe(400);
  });

  it('AT-314 2.2.1.3(2)(g)(ア): keeps the zeros of an employee number, and gives one number to one person', async () => {
    const { admin, post, make, section } = house;
    const body = { kind: 'staff', name: '番号 有', organisationId: section, employeeNumber: '000120' };
    expect((await read(await make('/persons', body))).employeeNumber).toBe('000120');
    expect((await post(admin.token, '/persons', body)).status).toBe(409);
  });

  it('takes an employee number in other letters for the same, and names who has it', async () => {
    const { admin, post, make, patch, section } = house;
    const body = (name: string, employeeNumber: string) => ({
      kind: 'staff',
      name,
      organisationId: section,
      employeeNumber,
    });
    const holder = await make('/persons', body('番号 持', 'k008470'));
    expect((await read(holder)).employeeNumber).toBe('K008470');
    const other = await make('/persons', body('番号 別', 'K008471'));
    for (const typed of ['K008470', 'k008470', 'Ｋ００８４７０']) {
      const refused = [
        await post(admin.token, '/persons', body('番号 次', typed)),
        await patch(admin.token, `/persons/${other}`, { employeeNumber: typed }),
      ];
      for (const { status, body } of refused) {
        expect(status).toBe(409);
        expect(body.detail).toContain('「番号 持」');
        expect(body.errors).toEqual([{ at: '/employeeNumber', message: holder }]);
      }
      const { body: list } = await house.get(admin.token, `/persons?q=${encodeURIComponent(typed)}`);
      expect(list.items).toMatchObject([{ id: holder, employeeNumber: 'K008470' }]);
    }
  });

  it('lists who has a number together with another until one of them gets another number', async () => {
    const { admin, get, make, patch, section } = house;
    const person = (employeeNumber: string) =>
      make('/persons', { kind: 'staff', name: '双子 番号', organisationId: section, employeeNumber });
    const twins = [await person('T1'), await person('T2')];
    await asOwner(
      house.test,
      `update persons set employee_number = 'T1', number_twinned = true where person_id = any($1::uuid[])`,
      [twins],
    );
    const listed = async () =>
      (await get(admin.token, '/persons?twinned=true')).body.items.map((one: { id: string }) => one.id);
    expect(await listed()).toEqual(twins);
    expect((await patch(admin.token, `/persons/${twins[1]}`, { employeeNumber: 't1' })).status).toBe(200);
    expect(await listed()).toEqual(twins);
    expect((await patch(admin.token, `/persons/${twins[1]}`, { employeeNumber: 'T3' })).status).toBe(200);
    expect(await listed()).toEqual([]);
  });

  it.each([
    ['a member of staff without a unit', { kind: 'staff', name: '職員' }, '/organisationId'],
    [
      'a card-lent outsider without a contract',
      { kind: 'card-lent', name: '警備', affiliation: '社' },
      '/contractId',
    ],
    ['an outsider without an affiliation', { kind: 'courier', name: '配達' }, '/affiliation'],
  ])('refuses %s', async (_, body, at) => {
    const answer = await house.post(house.admin.token, '/persons', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { at: string }) => error.at)).toContain(at);
  });

  it('refuses who may not register, and says so', async () => {
    const body = { kind: 'staff', name: '職員', organisationId: house.section };
    expect((await house.post(house.host.token, '/persons', body)).status).toBe(403);
  });

  it('answers a repeat of an Idempotency-Key with the first person', async () => {
    const { test, admin, section } = house;
    const request = {
      method: 'POST' as const,
      url: '/api/v1/persons',
      headers: { 'idempotency-key': 'one-person' },
      payload: { kind: 'staff', name: '一度 だけ', organisationId: section },
    };
    const [first, second] = [await test.ask(admin.token, request), await test.ask(admin.token, request)];
    expect(second.body.id).toBe(first.body.id);
  });

  it('writes one entry, without the name', async () => {
    await aColleague(house, '秘密 名前');
    const entries = await entriesOf(house.test.pool, ministryLogId);
    expect(entries.at(-1)?.kind).toBe('person-registered');
    expect(entries.some(({ text }) => text.includes('秘密'))).toBe(false);
  });
});

describe('searching persons', () => {
  const found = async (q: string): Promise<string[]> => {
    const { admin, get } = house;
    const { body } = await get(admin.token, `/persons?q=${encodeURIComponent(q)}`);
    return body.items.map((item: { id: string }) => item.id);
  };

  it('finds a name by its variants, its reading and without its space', async () => {
    const { make, section } = house;
    const person = await make('/persons', {
      kind: 'staff',
      name: '髙﨑 探',
      nameKana: 'タカサキ サグル',
      organisationId: section,
      employeeNumber: '0077',
    });
    for (const q of ['高崎 探', '髙﨑探', 'たかさきさぐる', 'ﾀｶｻｷ ｻ', '0077']) {
      expect(await found(q)).toContain(person);
    }
    expect(await found('077')).not.toContain(person);
    expect(await found('%')).toEqual([]);
  });

  it('pages through all persons without losing or repeating one', async () => {
    const { admin, get } = house;
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await get(admin.token, `/persons?limit=3${after}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    const { rows } = await house.test.pool.query('select count(*) from persons where until_seq is null');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(rows[0].count);
  });

  it.each(['after=nothing', 'limit=0', 'limit=201', 'kind=king', 'unknown=1', 'q=%00'])(
    'refuses %s',
    async (query) => {
      expect((await house.get(house.admin.token, `/persons?${query}`)).status).toBe(400);
    },
  );
});

describe('changing a person', () => {
  it('wants the version that was read', async () => {
    const { test, admin } = house;
    const person = await aColleague(house);
    const url = `/api/v1/persons/${person}`;
    const change = (headers: Record<string, string>) =>
      test.ask(admin.token, { method: 'PATCH', url, payload: { name: '改名 花子' }, headers });
    expect((await change({})).status).toBe(428);
    expect((await change({ 'if-match': '"0"' })).status).toBe(412);
    expect((await change({ 'if-match': 'W/"x"' })).status).toBe(412);
    const { etag } = (await house.get(admin.token, `/persons/${person}`)).headers;
    const changed = await change({ 'if-match': String(etag) });
    expect(changed.body.name).toBe('改名 花子');
    expect((await change({ 'if-match': String(etag) })).status).toBe(412);
  });

  it('takes the version among others, any with *, and one that a proxy made weak', async () => {
    const { test, admin, get } = house;
    const url = `/api/v1/persons/${await aColleague(house)}`;
    const path = url.replace('/api/v1', '');
    const ways = [(tag: string) => `${tag}, "999"`, (tag: string) => `W/${tag}`, () => '*'];
    for (const way of ways) {
      const { etag } = (await get(admin.token, path)).headers;
      const headers = { 'if-match': way(String(etag)) };
      const request = { method: 'PATCH', url, payload: { name: '改名 花子' }, headers } as const;
      expect((await test.ask(admin.token, request)).status, headers['if-match']).toBe(200);
    }
  });

  it('lets one of two changes at once win', async () => {
    const { test, admin, get } = house;
    const person = await aColleague(house);
    const { etag } = (await get(admin.token, `/persons/${person}`)).headers;
    const change = (name: string) =>
      test.ask(admin.token, {
        method: 'PATCH',
        url: `/api/v1/persons/${person}`,
        payload: { name },
        headers: { 'if-match': String(etag) },
      });
    const statuses = (await Promise.all([change('甲'), change('乙')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412]);
  });

  it('keeps what was known before', async () => {
    const person = await aColleague(house, '旧姓 花子');
    await house.patch(house.admin.token, `/persons/${person}`, { name: '新姓 花子' });
    const { rows } = await house.test.pool.query(
      'select name, from_seq, until_seq from persons where person_id = $1 order by from_seq',
      [person],
    );
    expect(rows.map((row) => row.name)).toEqual(['旧姓 花子', '新姓 花子']);
    expect(rows[0].until_seq).toBe(rows[1].from_seq);
  });

  it('takes away what a kind may not be without', async () => {
    const { person } = await aContractor(house);
    const answer = await house.patch(house.admin.token, `/persons/${person}`, { contractId: null });
    expect(answer.status).toBe(422);
  });
});

describe('the states of a person', () => {
  const step = (person: string, name: string, token = house.admin.token) =>
    house.post(token, `/persons/${person}/${name}`, { reason: '人事異動' });

  it('suspends, resumes and ends; who left stays gone and frees the employee number', async () => {
    const { make, section } = house;
    const body = { kind: 'staff', name: '出戻 り', organisationId: section, employeeNumber: '0088' };
    const person = await make('/persons', body);
    expect((await step(person, 'resume')).status).toBe(409);
    expect((await step(person, 'suspend')).body.state).toBe('suspended');
    expect((await step(person, 'resume')).body.state).toBe('active');
    expect((await step(person, 'leave')).body.state).toBe('left');
    expect((await step(person, 'resume')).status).toBe(409);
    expect(await make('/persons', body)).not.toBe(person);
  });

  it('wants a reason', async () => {
    const person = await aColleague(house);
    expect((await house.post(house.admin.token, `/persons/${person}/suspend`, {})).status).toBe(400);
  });

  it('answers 404 for nobody', async () => {
    expect((await step('00000000-0000-7000-8000-0000000000ff', 'suspend')).status).toBe(404);
  });

  it('shuts a suspended person out of the API at once', async () => {
    const { test, host } = house;
    const officer = await anOfficer(test, [{ role: 'guard' }]);
    await step(officer.id, 'suspend');
    expect((await house.get(officer.token, '/persons')).status).toBe(401);
    expect((await house.get(host.token, `/sites/${house.site}/permissions`)).status).toBe(200);
  });
});
