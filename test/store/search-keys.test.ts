import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSearchKeys } from '../../src/db/fill-search-keys.ts';
import { newId } from '../../src/kernel/ids.ts';
import { organisationKeyOf } from '../../src/kernel/names/organisation-key-of.ts';
import { searchKey } from '../../src/kernel/names/search-key.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const site = newId<'site'>();

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** As a program before the newer keys writes them. */
async function writeBefore(): Promise<void> {
  await owner.query(
    `insert into persons (person_id, from_seq, kind, state, name, name_kana, name_key)
     select gen_random_uuid(), 1, 'staff', 'active', '澁谷 ' || n, 'しぶや', '澁谷' || n || ' しぶや' from generate_series(1, 25) n`,
  );
  await owner.query(
    `insert into visitor_identities (site_id, member_id, visit_id, last_day, name, affiliation, name_key, affiliation_key)
     values ($1, gen_random_uuid(), gen_random_uuid(), '2026-04-06', '佐佐木 條', '㈱關', '佐佐木條', '(株)關')`,
    [site],
  );
  await owner.query(
    `insert into restricted_persons (site_id, restricted_id, state, name, name_kana, aliases, organisation, name_keys, organisation_key,
       valid_until, entered_by, entered_at)
     values ($1, gen_random_uuid(), 'in-force', '橫山 舩', 'よこやま', '{靑木 舩}', '株式会社增田', '{橫山舩,よこやま,靑木舩}', '增田',
       '2027-01-01', gen_random_uuid(), '2026-04-06')`,
    [site],
  );
  await owner.query(
    `insert into press_organisations (site_id, press_organisation_id, state, name, name_key, club, basis, valid_until, entered_by, entered_at)
     values ($1, gen_random_uuid(), 'accredited', '株式会社關西新聞', '關西新聞', true, '届', '2027-01-01', gen_random_uuid(), '2026-04-06')`,
    [site],
  );
  await owner.query(
    `insert into press_persons (site_id, press_person_id, press_organisation_id, sort, state, name, name_keys, basis, valid_until, entered_by,
       entered_at)
     values ($1, gen_random_uuid(), gen_random_uuid(), 'reporter', 'accredited', '峯岸 彌', '{峯岸彌}', '届', '2027-01-01', gen_random_uuid(),
       '2026-04-06')`,
    [site],
  );
}

describe('rows that programs before wrote', () => {
  it('get the newer keys in lots, those of every version and of every table', async () => {
    await writeBefore();
    await fillSearchKeys(owner, 10);
    const persons = await owner.query('select name, name_search from persons where name_key is not null');
    expect(persons.rows).toHaveLength(25);
    for (const { name, name_search } of persons.rows) {
      expect(name_search).toBe(`${searchKey(name)} ${searchKey('しぶや')}`);
    }
    const identities = await owner.query(
      'select name_search, kana_search, affiliation_search from visitor_identities',
    );
    expect(identities.rows).toEqual([
      {
        name_search: searchKey('佐々木条'),
        kana_search: null,
        affiliation_search: organisationKeyOf('関'),
      },
    ]);
    const restricted = await owner.query('select names_search, organisation_search from restricted_persons');
    expect(restricted.rows).toEqual([
      {
        names_search: ['横山船', 'よこやま', '青木船'].map(searchKey),
        organisation_search: organisationKeyOf('増田'),
      },
    ]);
    const organisations = await owner.query('select name_search from press_organisations');
    expect(organisations.rows).toEqual([{ name_search: organisationKeyOf('関西新聞') }]);
    const press = await owner.query('select names_search from press_persons');
    expect(press.rows).toEqual([{ names_search: [searchKey('峰岸弥')] }]);
  });

  it('of which an affiliation was a name like any other get that of the organisation', async () => {
    for (const affiliation of ['㈱関', '関 Co., Ltd.', '一般社団法人関', '(株)', '関']) {
      await owner.query('update visitor_identities set affiliation = $1, affiliation_search = $2', [
        affiliation,
        searchKey(affiliation),
      ]);
      await fillSearchKeys(owner, 1);
      const { rows } = await owner.query('select affiliation_search from visitor_identities');
      expect(rows).toEqual([{ affiliation_search: organisationKeyOf(affiliation) || null }]);
    }
  });

  it('lose the newer keys where such a program changes or erases a name, and get them again', async () => {
    await owner.query(`update visitor_identities set name = '髙橋', name_key = '高橋'`);
    const changed = await owner.query('select name_search, affiliation_search from visitor_identities');
    expect(changed.rows).toEqual([{ name_search: null, affiliation_search: organisationKeyOf('関') }]);
    await fillSearchKeys(owner);
    expect((await owner.query('select name_search from visitor_identities')).rows).toEqual([
      { name_search: searchKey('高橋') },
    ]);
    await owner.query(
      `update visitor_identities set name = '消去済', affiliation = null, name_key = null, affiliation_key = null`,
    );
    await owner.query(
      `update restricted_persons set name = '消去済', name_kana = null, aliases = '{}', name_keys = '{}', organisation = null, organisation_key = null`,
    );
    await fillSearchKeys(owner);
    expect(
      (await owner.query('select name_search, affiliation_search from visitor_identities')).rows,
    ).toEqual([{ name_search: null, affiliation_search: null }]);
    expect(
      (await owner.query('select names_search, organisation_search from restricted_persons')).rows,
    ).toEqual([{ names_search: null, organisation_search: null }]);
  });
});
