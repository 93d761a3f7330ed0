import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoOffice } from '../../src/demo/make-demo-office.ts';
import { newId } from '../../src/kernel/ids.ts';
import { leafHash } from '../../src/log/entry/leaf-hash.ts';
import { parseEntry } from '../../src/log/entry/parse-entry.ts';
import { columnsOf } from '../../src/log/writing/columns-of.ts';
import { otherPersonsOf } from '../../src/log/writing/other-persons-of.ts';
import { aPassage, append, aSite } from '../support/a-site.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  await makeDemoOffice(test.deps);
});
afterAll(() => test.close());

describe('a recorded entry', () => {
  it('has columns and a leaf that its text alone rebuilds', async () => {
    const { rows } = await test.pool.query(`
      select e.text, l.hash, json_build_object(
        'siteId', e.site_id, 'seq', e.seq, 'recordedAt', ${iso('recorded_at')}, 'at', ${iso('at')}, 'kind', kind,
        'actorType', actor_type, 'actorId', actor_id, 'personId', person_id, 'cardId', card_id, 'doorId', door_id,
        'zones', zones, 'verdict', verdict, 'reasons', reasons) as columns
      from entries e join leaf_hashes l using (site_id, seq) order by e.site_id, e.seq`);
    expect(rows.length).toBeGreaterThan(50);
    for (const { text, hash, columns } of rows) {
      expect(columns).toEqual(columnsOf(JSON.parse(text)));
      expect(leafHash(text).equals(hash)).toBe(true);
    }
  });

  it('leads to whoever else it names, as its text alone rebuilds', async () => {
    const persons = Array.from({ length: 3 }, () => newId<'person'>());
    const [person, ...others] = persons;
    if (person === undefined) throw new Error('nobody');
    const siteId = await aSite(test);
    await append(test, siteId, [aPassage({ subject: { person, with: others } }), aPassage()]);
    const { rows: texts } = await test.pool.query(
      'select text from entries where site_id = $1 order by seq',
      [siteId],
    );
    const { rows } = await test.pool.query(
      `
      select json_build_object('siteId', site_id, 'personId', person_id, 'seq', seq,
        'recordedAt', ${iso('recorded_at')}) as other
      from entry_persons e where site_id = $1 order by seq, person_id`,
      [siteId],
    );
    expect(rows).toHaveLength(2);
    expect(rows.map(({ other }) => other)).toEqual(
      texts.flatMap(({ text }) => otherPersonsOf(parseEntry(text))),
    );
  });

  it('names nobody: the 300 names and card numbers are nowhere in the texts', async () => {
    const { rows } = await test.pool.query(`
      select count(*)::int as named from entries e
      where exists (select from persons p where position(p.name in e.text) > 0)
      or exists (select from cards c where e.text like '%"' || c.number || '"%')`);
    expect(rows).toEqual([{ named: 0 }]);
  });
});

function iso(column: string): string {
  return `to_char(e.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
