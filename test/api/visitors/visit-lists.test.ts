import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../../support/an-office.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let hostNumber: string;

beforeAll(async () => {
  house = await startVisitHouse();
  hostNumber = 'K12-34';
  await house.make('/persons', {
    kind: 'staff',
    name: '職員 一郎',
    organisationId: house.section,
    employeeNumber: hostNumber,
  });
});
afterAll(() => house.test.close());

function send(body: object, token = house.reception.token) {
  return house.post(token, `/sites/${house.site}/visit-lists`, body);
}

const common = () => ({
  destinations: [{ host: house.host.id, zones: ['office'] }],
  purpose: 'meeting',
  days: ['2026-04-06'],
});

describe('a list of visitors', () => {
  it('is one visit of many members where nothing else is said', async () => {
    const { status, body } = await send({ common: common(), text: '氏名,所属\n佐藤,個人\n鈴木,浜田商事\n' });
    expect([status, body.members, body.visits.length]).toEqual([201, 2, 1]);
    const visit = await house.get(house.host.token, house.visitUrl(`/${body.visits[0]}`));
    expect(visit.body.members.map(({ name }: { name: string }) => name)).toEqual(['佐藤', '鈴木']);
  });

  it('is a visit for each host and day its lines name, with an entry each', async () => {
    const before = (await entriesOf(house.test.pool, house.site)).length;
    const text = [
      '氏名\t所属\t日付\t訪問相手\t開始',
      '佐藤\t個人\t2026-04-07\t\t10:00',
      '鈴木\t個人\t2026-04-07\t\t10:00',
      '田中\t個人\t2026-04-08\tＫ12－34\t10:00',
    ].join('\n');
    const { status, body } = await send({ common: common(), text });
    expect([status, body.visits.length]).toEqual([201, 2]);
    const entries = await entriesOf(house.test.pool, house.site);
    expect(entries.slice(before).map(({ kind }) => kind)).toEqual(['visit-planned', 'visit-planned']);
  });

  it('stores nothing where one line is wrong, and says which', async () => {
    const before = (await entriesOf(house.test.pool, house.site)).length;
    const text = [
      '氏名,所属,訪問相手,用務,日付',
      '佐藤,個人,,,',
      '鈴木,個人,K99,,',
      '田中,個人,,leisure,',
      '山本,個人,,,2026-04-01',
    ].join('\n');
    const unknown = await send({ common: common(), text });
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ at: '/lines/3' }] } });
    const wrong = await send({ common: common(), text: text.replace('K99', '') });
    expect(wrong.body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/lines/4/purpose',
      '/lines/5/days',
    ]);
    expect((await entriesOf(house.test.pool, house.site)).length).toBe(before);
  });

  it('has children come with an adult, and is told by visit where none does', async () => {
    const text = (child: string) =>
      `氏名,所属,子ども,持込み品,言語\n佐藤,個人,,pc:ノートPC,en\n佐藤 花,個人,○,,${child}\n`;
    const { body } = await send({ common: common(), text: text('en') });
    const visit = await house.get(house.host.token, house.visitUrl(`/${body.visits[0]}`));
    expect(visit.body).toMatchObject({
      language: 'en',
      members: [
        { child: false, things: [{ kind: 'pc', words: 'ノートPC' }] },
        { child: true, things: [] },
      ],
    });
    const alone = await send({ common: common(), text: text('fr') });
    expect(alone.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/lines/3/members']);
  });

  it('may be a file of a spreadsheet here, in Windows-31J', async () => {
    const file = Buffer.from('8e8196bc2c8f8a91ae0d0a8db293a120896c8e712c8cc2906c0d0a', 'hex').toString(
      'base64',
    );
    const { body } = await send({ common: common(), file });
    expect(body.members).toBe(1);
    expect((await send({ common: common(), file: Buffer.of(0xff, 0xff).toString('base64') })).status).toBe(
      400,
    );
    expect((await send({ common: common(), file: `${file}!` })).status).toBe(400);
    expect((await send({ common: common() })).status).toBe(400);
  });
});
