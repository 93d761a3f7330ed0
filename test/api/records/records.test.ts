import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { servicePrincipal } from '../../../src/authority/service-principal.ts';
import { records } from '../../../src/cli/commands/records.ts';
import { databaseOf } from '../../../src/db/pool.ts';
import { erasedName } from '../../../src/kernel/erased-name.ts';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import type { Entry } from '../../../src/log/entry/entry.ts';
import { giveRole } from '../../../src/operators/roles/give-role.ts';
import { buildReadNotes } from '../../../src/records/reads/build-read-notes.ts';
import { tellReads } from '../../../src/records/reads/tell-reads.ts';
import { purposes } from '../../../src/zones/determinations/tables.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { anOrganisation } from '../../support/a-ruled-zone.ts';
import { aPassage, append } from '../../support/a-site.ts';
import { aTerminal } from '../../support/a-terminal.ts';
import { aDestination, aMember, anIdentity, aReview } from '../../support/a-visit.ts';
import { entriesOf, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { changePlan } from '../../support/change-plan.ts';
import { aFolder } from '../../support/folder.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { rowsInCsv, rowsInHtml, sheetsInWorkbook, textsInPdf } from '../../support/read-back.ts';
import { aTokenOfRole } from '../../support/role-tokens.ts';

let house: Reception;
let officer: string;
let auditor: string;
let one: string;
let two: string;
let staff: string;

const whole = 'from=2026-04-06&until=2026-04-07';
const later = (minutes: number) =>
  house.test.clock.set(new Date(house.test.clock.now().getTime() + minutes * 60_000));

/** Two members come and one leaves, and whom they visit is in the office meanwhile. */
beforeAll(async () => {
  house = await aReception();
  officer = await aTokenOfRole(house.test.deps, 'security-officer', house.site);
  auditor = await aTokenOfRole(house.test.deps, 'auditor', house.site);
  staff = house.host.id;
  const placed = await house.visit({
    members: [
      aMember({ identity: anIdentity({ name: '髙﨑 𠮷子', affiliation: '=HYPERLINK("http://x")' }) }),
      aMember({ identity: anIdentity({ name: '佐藤 一郎', affiliation: '00123商会' }) }),
    ],
    destinations: [aDestination(staff, { review: aReview(staff) })],
  });
  [one = '', two = ''] = placed.members;
  const step = (name: string, body: object) => house.step(placed.visit, name, { day: visitDay, ...body });
  await step('check-in', { desk: 'front', members: [given(one), given(two)] });
  later(5);
  await append(house.test, house.site, [passage(staff, [one])]);
  later(30);
  await step('check-out', { members: [{ member: one }], origin: 'desk', hostSaidSo: true });
  later(1);
});
afterAll(() => house.test.close());

function passage(person: string, along: readonly string[]) {
  const moved = { type: 'presence', zone: 'office', certainty: 'assumed', door: 'hall-office' } as const;
  const base = aPassage();
  return aPassage({
    subject: { ...base.subject, person },
    effects: [
      { ...moved, person },
      ...along.flatMap((ward) => [
        { ...moved, person: ward },
        {
          type: 'custody',
          ward,
          escort: person,
          mode: 'declared',
          basis: 'visit',
          door: 'hall-office',
          to: 'office',
        } as const,
      ]),
    ],
  });
}

const record = (path: string, token = officer) =>
  house.test.ask(token, { url: `/api/v1/sites/${house.site}/records/${path}` });
async function file(path: string, token = officer): Promise<Buffer> {
  const answer = await house.test.app.inject({
    url: `/api/v1/sites/${house.site}/records/${path}`,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

/** Who is named in a record, by its form. */
const namesIn = {
  html: (bytes: Buffer) => rowsInHtml(bytes.toString()).map(([name]) => name),
  xlsx: (bytes: Buffer) => [...sheetsInWorkbook(bytes).sheets.values()].flat().map(([name]) => name),
  pdf: async (bytes: Buffer) => (await textsInPdf(bytes)).flat().map(({ text }) => text),
};

/** Where everybody was, computed from the texts of the log alone: the moves of a person, each up to the next. */
async function staysInLog() {
  const entries = (await entriesOf(house.test.pool, house.site)).map(({ text }): Entry => JSON.parse(text));
  const moves = entries.flatMap(({ seq, recordedAt, effects }) =>
    effects.flatMap((effect) =>
      effect.type === 'presence' ? [{ ...effect, seq, at: effect.since ?? recordedAt }] : [],
    ),
  );
  return moves.flatMap((move, nth) => {
    const next = moves.slice(nth + 1).find(({ person }) => person === move.person);
    if (move.zone === null || move.zone === 'street') return [];
    return [{ zone: move.zone, id: move.person, enteredAt: move.at, leftAt: next?.at ?? null }];
  });
}

describe('訪問記録', () => {
  it('has what the clause lists, each time with its origin', async () => {
    const { status, body } = await record(`visits?${whole}`);
    expect(status).toBe(200);
    const of = (id: string) => body.items.find((row: { id: string }) => row.id === id);
    expect(of(one)).toMatchObject({
      name: '髙﨑 𠮷子',
      affiliation: '=HYPERLINK("http://x")',
      day: visitDay,
      enteredAt: '2026-04-06T01:00:00.000Z',
      enteredFrom: 'desk',
      leftAt: '2026-04-06T01:35:00.000Z',
      leftFrom: 'desk',
      state: '退出済',
    });
    expect(of(two)).toMatchObject({ name: '佐藤 一郎', leftAt: null, leftFrom: null, state: '在庁中' });
    expect(body).toMatchObject({
      count: 2,
      asOf: { seq: (await lastEntryOf(house.test.pool, house.site)).seq },
    });
    expect((await record('visits?from=2026-04-07&until=2026-04-08')).body.count).toBe(0);
  });

  it.each(['csv', 'html', 'xlsx', 'pdf'] as const)(
    'as %s says the period once, and what was searched for',
    async (format) => {
      const bytes = await file(`visits?${whole}&era=seireki&format=${format}&who=高崎`);
      const texts = {
        csv: () => rowsInCsv(bytes).notes.flat(),
        html: () => [bytes.toString()],
        xlsx: () => sheetsInWorkbook(bytes).sheets.get('この記録について')?.flat() ?? [],
        pdf: async () => (await textsInPdf(bytes)).flat().map(({ text }) => text),
      };
      const text = (await texts[format]()).join('');
      expect(text.split('2026-04-07 00:00:00の前まで')).toHaveLength(2);
      expect(text).toContain('氏名に「高崎」を含む');
    },
  );

  it('says the same as CSV, safe for spreadsheets, with every letter of a name', async () => {
    const bytes = await file(`visits?${whole}&format=csv&era=seireki`);
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const {
      rows: [, ...rows],
      notes,
    } = rowsInCsv(bytes);
    expect(notes.map((note) => note.slice(0, 3))).toEqual(
      expect.arrayContaining([
        ['注', '庁舎', '第一庁舎'],
        ['注', '期間', '2026-04-06 00:00:00から2026-04-07 00:00:00の前まで'],
        ['注', '件数', `${rows.length}`],
      ]),
    );
    expect(rows.find(([name]) => name === '髙﨑 𠮷子')).toEqual(
      expect.arrayContaining([
        '\'=HYPERLINK("http://x")',
        '2026-04-06 10:00:00',
        '受付・守衛',
        '2026-04-06 10:35:00',
      ]),
    );
    expect(rows.map((row) => row[1])).toContain('00123商会');
  });

  it.each(['xlsx', 'pdf', 'html'] as const)('is given out as %s', async (format) => {
    const answer = await house.test.app.inject({
      url: `/api/v1/sites/${house.site}/records/visits?${whole}&format=${format}`,
      headers: { authorization: `Bearer ${officer}` },
    });
    expect(answer.statusCode).toBe(200);
    const names = await namesIn[format](answer.rawPayload);
    expect(names).toEqual(expect.arrayContaining(['髙﨑 𠮷子', '佐藤 一郎']));
  });

  it('AT-204 2.2.1.2(2)(a), METI 22: bears the grade that the ministry gives it, from the decision on', async () => {
    const gradeOf = async () => (await house.get(`records/visits?${whole}`, officer)).body.grade;
    expect(await gradeOf()).toBe('機密性2情報');
    const chief = await anOfficer(house.test, [{ role: 'rights-admin' }]);
    const decide = (payload: object) =>
      house.test.ask(chief.token, { method: 'POST', url: '/api/v1/access-settings/record-grade', payload });
    const decision = { confidentiality: 2, limits: ['concerned-only'], reason: '来訪者の氏名を含むため' };
    expect((await decide({ ...decision, confidentiality: 4 })).status).toBe(400);
    expect(await decide(decision)).toMatchObject({ status: 201, body: { version: 1 } });
    expect(await gradeOf()).toBe('機密性2情報・関係者限り');
    const settings = await house.test.ask(chief.token, { url: '/api/v1/access-settings' });
    expect(settings.body.recordGrade).toMatchObject({ reason: decision.reason, decidedBy: chief.id });
  });

  it('is made as PDF for so many at once, and whoever comes then waits', async () => {
    const owner = new pg.Client({ connectionString: house.test.ownerUrl });
    await owner.connect();
    // Nobody can read who came: whoever was given a place keeps it.
    await owner.query('begin; lock table arrivals in access exclusive mode');
    const asked = [1, 2, 3].map(() =>
      house.test.app.inject({
        url: `/api/v1/sites/${house.site}/records/visits?${whole}&format=pdf`,
        headers: { authorization: `Bearer ${officer}` },
      }),
    );
    const refused = await Promise.race(asked);
    await owner.query('rollback');
    await owner.end();
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('1');
    expect((await Promise.all(asked)).map(({ statusCode }) => statusCode).toSorted()).toEqual([
      200, 200, 503,
    ]);
    expect((await file(`visits?${whole}&format=pdf`)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('lists in Windows-31J what could not be written', async () => {
    const text = new TextDecoder('shift_jis').decode(
      await file(`visits?${whole}&format=csv&encoding=windows-31j`),
    );
    expect(text).toContain('髙﨑 〓子');
    expect(rowsInCsv(text).notes.at(-1)?.slice(0, 3)).toEqual([
      '注',
      'この文字コードで書けない字',
      'U+20BB7（1か所）',
    ]);
  });

  it('withholds names from whoever looks people up one by one', async () => {
    const { body } = await record(`visits?${whole}`, auditor);
    expect(body.items.map((row: { name: string }) => row.name)).toEqual(['（非表示）', '（非表示）']);
    expect(JSON.stringify(body)).not.toContain('佐藤');
  });
});

describe('入退室記録簿', () => {
  it('has every stay that the log alone has, and no other', async () => {
    const { body } = await record(`passages?${whole}`);
    const names = new Map([
      ['hall', '玄関ホール'],
      ['office', body.items.find((row: { id: string }) => row.id === staff)?.zone],
    ]);
    const stays = (await staysInLog()).map((stay) => ({ ...stay, zone: names.get(stay.zone) }));
    const shown = body.items.map(({ zone, id, enteredAt, leftAt }: Record<string, string>) => ({
      zone,
      id,
      enteredAt,
      leftAt,
    }));
    expect(stays.length).toBeGreaterThan(3);
    const inOrder = (rows: readonly object[]) =>
      rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();
    expect(inOrder(shown)).toEqual(inOrder(stays));
  });

  it('says who was read, and who was answered for', async () => {
    const { body } = await record(`passages?zone=office&${whole}`);
    const of = (id: string) => body.items.find((row: { id: string }) => row.id === id);
    expect(of(staff)).toMatchObject({
      enteredFrom: 'read',
      enteredHow: 'カード',
      company: '髙﨑 𠮷子',
      leftAt: null,
    });
    expect(of(one)).toMatchObject({
      enteredHow: '同行（申告）',
      leftFrom: 'desk',
      leftAt: '2026-04-06T01:35:00.000Z',
    });
  });

  it('does not know a zone that is not there', async () => {
    expect((await record(`passages?zone=nowhere&${whole}`)).status).toBe(404);
  });
});

describe('a record that is searched', () => {
  const words = (text: string, token = officer) => record(`visits?words=${encodeURIComponent(text)}`, token);

  it('has the rows that were asked for in words, and says how it was understood', async () => {
    const { status, body } = await words('4月6日に入った高崎さん');
    expect(status).toBe(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([one]);
    const period = '期間が令和8年4月6日 00:00:00から令和8年4月7日 00:00:00の前まで';
    expect(body.notes).toEqual([`検索：${period}、氏名に「高崎」を含む、立入り・始まりの時刻が期間内`]);
    const night = await words('4月5日22時から翌5時までに入った人');
    expect(night.body).toMatchObject({
      from: '2026-04-05T13:00:00.000Z',
      until: '2026-04-05T20:00:00.000Z',
      notes: [expect.stringContaining('令和8年4月5日 22:00:00から令和8年4月6日 05:00:00の前まで')],
    });
    expect((await record(`visits?${whole}&era=seireki`)).body.notes).toEqual([
      '検索：期間が2026-04-06 00:00:00から2026-04-07 00:00:00の前まで',
    ]);
    expect((await record(`visits?${whole}&open=true`)).body.items).toMatchObject([{ id: two }]);
    expect((await record(`passages?${whole}&class=3`)).body.count).toBe(0);
  });

  it('knows no time of the clock beyond 24:00', async () => {
    expect((await record(`visits?${whole}&clock=22:00-24:00`)).status).toBe(200);
    expect((await record(`visits?${whole}&clock=22:00-24:30`)).status).toBe(400);
  });

  it('says what of the words it did not understand', async () => {
    const { status, body } = await words('4月6日に空を飛んだ人');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ at: '/query/words' }]);
  });

  describe('by names, for whoever is told none', () => {
    const namesSought = { who: '佐藤', affiliation: '商会', with: '見本', withAffiliation: '総務課' };
    const sought = Object.entries(namesSought).map(([field, wanted]) => ({ field, wanted }));

    it.each([...sought, { field: 'who', wanted: '非表示' }, { field: 'purpose', wanted: 'meeting' }])(
      'is refused, and nobody is said to have been there: $field=$wanted',
      async ({ field, wanted }) => {
        const path = `visits?${whole}&${field}=${encodeURIComponent(wanted)}`;
        expect((await record(path)).status).toBe(200);
        for (const role of ['auditor', 'ciso', 'general-officer', 'zone-clerk'] as const) {
          const answer = await record(path, await aTokenOfRole(house.test.deps, role, house.site));
          expect(answer).toMatchObject({ status: 400, body: { errors: [{ at: `/query/${field}` }] } });
        }
      },
    );

    it.each(['4月6日の佐藤さん', '4月6日に総務課を訪ねた人', '4月6日に山田商会から来た人'])(
      'is refused in words, too: %s',
      async (text) => {
        expect((await words(text)).status).toBe(200);
        const { status, body } = await words(text, auditor);
        expect(status).toBe(400);
        expect(body.errors).toMatchObject([
          { at: '/query/words', message: expect.stringContaining('氏名・所属を示さない') },
        ]);
      },
    );

    it('is answered of the zones whose names they are told, and of those alone', async () => {
      const both = await anOfficer(house.test, [
        { role: 'auditor' },
        { role: 'zone-officer', siteId: house.site, scope: 'office' },
      ]);
      const path = `passages?${whole}&who=${encodeURIComponent('高崎')}`;
      const everywhere = await record(path, both.token);
      expect(everywhere).toMatchObject({ status: 400, body: { errors: [{ at: '/query/who' }] } });
      expect(everywhere.body.errors[0].message).toContain('zone');
      expect((await record(`${path}&zone=hall`, both.token)).status).toBe(400);
      expect((await record(`${path}&zone=office`, both.token)).body).toMatchObject({
        count: 1,
        items: [{ id: one }],
      });
    });

    it('finds by what is nobody’s name', async () => {
      expect(
        (await record(`visits?${whole}&state=${encodeURIComponent('在庁中')}`, auditor)).body,
      ).toMatchObject({
        items: [{ id: two, name: '（非表示）' }],
      });
      expect((await record(`systems?affiliation=${encodeURIComponent('総務課')}`, auditor)).status).toBe(200);
    });
  });
});

describe('sekisho records', () => {
  it('writes to a file what the API answers, for whoever ran it alone, and over nothing', async () => {
    const folder = await aFolder();
    onTestFinished(folder.remove);
    const out = join(folder.path, 'visits.json');
    const run = () => {
      const { terminal } = aTerminal({
        env: { DATABASE_URL: house.test.databaseUrl },
        now: () => house.test.clock.now(),
      });
      const period = ['--from', '2026-04-06', '--until', '2026-04-07'];
      return records.run(terminal, ['visits', '--site', house.site, ...period, '--out', out]);
    };
    expect(await run()).toBe(0);
    const written = JSON.parse(await readFile(out, 'utf8'));
    expect(written.items).toEqual((await record(`visits?${whole}`)).body.items);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    await expect(run()).rejects.toThrow();
  });
});

describe('a name that was erased', () => {
  it('reads as erased in every record, and what was done stays', async () => {
    await asOwner(
      house.test,
      'update visitor_identities set name = $2, name_kana = null, affiliation = null, purpose_words = null where member_id = $1',
      [two, erasedName],
    );
    const { body } = await record(`visits?${whole}`);
    const row = body.items.find(({ id }: { id: string }) => id === two);
    expect(row).toMatchObject({
      name: '消去済',
      affiliation: '消去済',
      purposeWords: 'meeting、消去済',
      state: '在庁中',
    });
  });
});

describe('開示請求', () => {
  const asked = { askedBy: '髙﨑 𠮷子', basis: 'own-request', number: '令8開示第7号' };
  const answer = (token: string, persons: readonly string[], format = 'json') =>
    house.test.app.inject({
      method: 'POST',
      url: `/api/v1/disclosures?format=${format}`,
      headers: { authorization: `Bearer ${token}` },
      payload: { ...asked, persons },
    });
  const ofTheMinistry = () =>
    aTokenOfRole(house.test.deps, 'security-officer', house.site, 'for the ministry');

  it('finds who may be meant, by name however it is written', async () => {
    const token = await ofTheMinistry();
    const found = (query: string) =>
      house.test.ask(token, { url: `/api/v1/disclosures/candidates?${query}` });
    const { body } = await found(`name=${encodeURIComponent('高崎吉子')}`);
    expect(body.items).toMatchObject([{ id: one, as: 'visitor', site: house.site, day: visitDay }]);
    const elsewhere = `name=${encodeURIComponent('高崎吉子')}&affiliation=${encodeURIComponent('総務課')}`;
    expect((await found(elsewhere)).body.items).toEqual([]);
  });

  it('is answered with what each table holds, until when, and what is not shown and why', async () => {
    const given = await answer(await ofTheMinistry(), [one]);
    expect(given.statusCode).toBe(200);
    const { items, notes, count } = given.json();
    expect(count).toBe(items.length);
    const told = (table: string) => items.filter((row: { table: string }) => row.table === table);
    expect(told('visitor_identities')).toMatchObject([
      {
        held: '来訪者の氏名等',
        kept: '保存期間が決まっていない',
        told: expect.stringContaining('氏名：髙﨑 𠮷子'),
      },
    ]);
    expect(told('arrivals').at(-1).told).toContain('退出済');
    expect(told('moves').length).toBeGreaterThan(1);
    expect(told('entries').length).toBeGreaterThan(0);
    expect(notes.join()).toContain('あるかないかを答えない');
    // Of whoever came along nothing is told.
    expect(JSON.stringify(items)).not.toContain('佐藤');
  });

  it('tells in words what a visit was for, and where a role counts', async () => {
    await databaseOf(house.test.pool)
      .insert(purposes)
      .values({ organisationId: anOrganisation, code: 'meeting', fromSeq: 0, words: '打合せ' });
    const role = { role: 'zone-officer', siteId: house.site, scope: 'office' } as const;
    const holder = { type: 'person', id: staff } as const;
    await giveRole(house.test.deps, fromTerminal(), { holder, ...role });
    const { items } = (await answer(await ofTheMinistry(), [one, staff])).json();
    const told = (table: string) =>
      items.flatMap((row: { table: string; told: string }) => (row.table === table ? [row.told] : []));
    expect(told('visits').join()).toContain('目的：打合せ');
    expect(told('role_assignments').join()).toContain('範囲：執務室');
  });

  it('is recorded before it is answered, and who asked stands under a digest', async () => {
    await answer(await ofTheMinistry(), [one], 'html');
    const entries = (await entriesOf(house.test.pool, ministryLogId)).map(
      ({ text }): Entry => JSON.parse(text),
    );
    const entry = entries.findLast(({ kind }) => kind === 'personal-data-disclosed');
    expect(entry).toMatchObject({ subject: { with: [one] }, details: { basis: 'own-request' } });
    expect(JSON.stringify(entry)).not.toContain(asked.number);
    const { rows } = await house.test.pool.query(
      'select body::json as body from personal_records where site_id = $1 and seq = $2',
      [ministryLogId, entry?.seq],
    );
    expect(rows[0].body).toEqual({ askedBy: asked.askedBy, number: asked.number });
  });

  it('is a page and a document, too', async () => {
    const token = await ofTheMinistry();
    expect((await answer(token, [one], 'html')).payload).toContain('個人情報の保護に関する法律第76条');
    const texts = (await textsInPdf((await answer(token, [one], 'pdf')).rawPayload)).flat();
    expect(texts.map(({ text }) => text).join('')).toContain('来訪者の氏名等');
  });

  it('is answered by nobody else, and of nobody who is not there', async () => {
    expect((await answer(officer, [one])).statusCode).toBe(403);
    const refused = await answer(await ofTheMinistry(), [one, house.site]);
    expect(refused.json().errors).toMatchObject([{ at: '/persons/1' }]);
  });
});

describe('reading personal data', () => {
  it('is told in the log by the minute, with what was asked under its digest, and in bulk alarmed of', async () => {
    await record(`visits?${whole}`);
    await tellReads(house.test.deps, 3);
    const entry = (await lastEntryOf(house.test.pool, house.site)) as Entry;
    expect(entry.kind).toBe('personal-data-read');
    expect(entry.details.rows).toBeGreaterThan(3);
    expect(entry.effects).toEqual([{ type: 'alarm', kind: 'bulk-reading', active: true }]);
    const { rows } = await house.test.pool.query(
      'select body::json as body from personal_records where site_id = $1 and seq = $2',
      [house.site, entry.seq],
    );
    expect(rows[0].body.reads.at(-1)).toMatchObject({ what: 'records/visits', rows: 2 });
    await tellReads(house.test.deps, 3);
    expect((await lastEntryOf(house.test.pool, house.site)).seq).toBe(entry.seq);
  });

  describe('of lists and single persons', () => {
    const readsOf = async (what: string) => {
      const { rows } = await house.test.pool.query(
        'select what, query, rows, ended_at as ended from personal_reads where what = $1 order by read_id',
        [what],
      );
      return rows;
    };
    const arrivals = '/sites/:site/arrivals';
    const atDesk = () => house.get(`arrivals?day=${visitDay}`);

    it('is noted once an hour for each reader and question, however often it is asked', async () => {
      const before = (await readsOf(arrivals)).length;
      for (let times = 0; times < 3; times += 1) expect((await atDesk()).status).toBe(200);
      expect(await readsOf(arrivals)).toHaveLength(before + 1);
      later(61);
      await atDesk();
      const [first, second] = (await readsOf(arrivals)).slice(before);
      // Those who were told in the first hour are told anew in the second.
      expect(first).toMatchObject({ rows: expect.any(Number), query: expect.stringContaining('arrivals') });
      expect(first.rows).toBeGreaterThan(0);
      expect(second).toMatchObject({ rows: null, ended: null });
    });

    it('is not noted of whoever is told no names', async () => {
      const before = (await readsOf(arrivals)).length;
      expect((await house.get(`arrivals?day=${visitDay}`, auditor)).status).toBe(200);
      expect(await readsOf(arrivals)).toHaveLength(before);
    });

    it('in bulk is ended and alarmed of at the next minute', async () => {
      const notes = buildReadNotes(house.test.deps, 3);
      const viewer = { ...servicePrincipal, actor: { type: 'machine', id: 'curious' } } as const;
      const read = (persons: readonly string[]) =>
        notes.note({
          viewer,
          site: house.site,
          what: '/persons',
          url: '/persons?q=a',
          persons: new Set(persons),
        });
      await read(['甲', '乙']);
      await notes.settle();
      await read(['乙', '丙', '丁']);
      expect(await readsOf('/persons')).toMatchObject([{ rows: null }]);
      await notes.settle();
      expect(await readsOf('/persons')).toMatchObject([{ rows: 4 }]);
      await tellReads(house.test.deps, 3);
      const entry = (await lastEntryOf(house.test.pool, house.site)) as Entry;
      expect(entry.effects).toMatchObject([{ kind: 'bulk-reading' }]);
    });

    it('in bulk is alarmed of by who read, of each of them by themselves', async () => {
      const notes = buildReadNotes(house.test.deps, 1);
      const asks = (id: string, persons: readonly string[]) => {
        const viewer = { ...servicePrincipal, actor: { type: 'person', id } } as const;
        const read = { site: house.site, what: '/sites/:site/presence', url: '/', persons: new Set(persons) };
        return notes.note({ viewer, ...read });
      };
      const other = await anOfficer(house.test, []);
      await asks(staff, ['甲', '乙']);
      await asks(other.id, ['甲', '乙', '丙']);
      await asks(one, ['甲']);
      await notes.close();
      await tellReads(house.test.deps, 1);
      const { effects } = (await lastEntryOf(house.test.pool, house.site)) as Entry;
      const [first = '', second = ''] = [staff, other.id].toSorted();
      expect(effects).toEqual([
        { type: 'alarm', kind: 'bulk-reading', active: true, person: first },
        { type: 'alarm', kind: 'bulk-reading', active: true, person: second },
      ]);
      const { body } = await house.test.ask(officer, { url: `/api/v1/sites/${house.site}/alarms` });
      expect(body.items).toContainEqual(
        expect.objectContaining({ kind: 'bulk-reading', person: staff, personName: expect.any(String) }),
      );
    });

    it('of what is the ministry’s is told in its log, and in bulk alarmed of at every site', async () => {
      const notes = buildReadNotes(house.test.deps, 1);
      const viewer = { ...servicePrincipal, actor: { type: 'machine', id: 'curious-too' } } as const;
      const persons = new Set(['甲', '乙']);
      await notes.note({ viewer, site: undefined, what: '/cards', url: '/cards', persons });
      await notes.close();
      await tellReads(house.test.deps, 1);
      const ofMinistry = (await lastEntryOf(house.test.pool, ministryLogId)) as Entry;
      expect(ofMinistry).toMatchObject({ kind: 'personal-data-read', details: { reads: 1, rows: 2 } });
      const entry = (await lastEntryOf(house.test.pool, house.site)) as Entry;
      expect(entry).toMatchObject({ cause: { seq: ofMinistry.seq }, effects: [{ kind: 'bulk-reading' }] });
    });
  });
});

describe('passages that nobody recorded', () => {
  const notesOf = async (path: string) => (await record(path)).body.notes.slice(1);

  it('are said of the plans of the period, and not of that of today', async () => {
    const withFree = (freePassage?: object) =>
      changePlan(house.test, house.site, (plan) => ({
        ...plan,
        doors: plan.doors.map(({ freePassage: _, ...door }) =>
          door.id === 'street-hall' && freePassage !== undefined ? { ...door, ...freePassage } : door,
        ),
      }));
    const at = (time: string) => house.test.clock.set(new Date(`2026-04-06T${time}+09:00`));
    at('20:00:00');
    await withFree({ freePassage: { schedule: 'day', guardPost: '正面' } });
    at('22:00:00');
    await withFree();
    at('23:00:00');
    await append(house.test, house.site, [aPassage()]);
    const freely =
      'は「日中」の間、自由通行です（見張り: 正面）。その間に読取りなしで通った人は、この記録にありません。';
    expect(await notesOf(`passages?${whole}`)).toEqual([
      `扉「street-hall」（令和8年4月6日 20:00:00から令和8年4月6日 22:00:00まで）${freely}`,
    ]);
    const between = (from: string, until: string) =>
      notesOf(`passages?from=2026-04-06T${from}%2B09:00&until=2026-04-06T${until}%2B09:00`);
    expect(await between('20:30:00', '21:30:00')).toEqual([`扉「street-hall」${freely}`]);
    expect(await between('12:00:00', '19:30:00')).toEqual([]);
    expect(await between('22:30:00', '23:30:00')).toEqual([]);
  });
});
