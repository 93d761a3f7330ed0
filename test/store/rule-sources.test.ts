import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleSourcesOf } from '../../src/access/rules/rule-sources.ts';
import { loadPolicy } from '../../src/zones/regulation/load-policy.ts';
import { asItStands } from '../../src/zones/rules/load-site-rules.ts';
import { aSite } from '../support/a-site.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let siteId: string;

beforeAll(async () => {
  test = await startTestApp();
  siteId = await aSite(test);
});
afterAll(() => test.close());

/** The versioned tables that the statements prepared on a connection name. */
const tablesNamed = `
  select distinct table_name as "table" from information_schema.columns, pg_prepared_statements
  where table_schema = 'public' and column_name = 'from_seq' and statement ~ ('\\m' || table_name || '\\M')
  order by 1`;

describe('a source of rules', () => {
  it.each(Object.entries(ruleSourcesOf(loadPolicy('unified-h24-draft'))))(
    'names every table whose versions it reads: %s',
    async (_, { load, tables }) => {
      const client = await test.batchPool.connect();
      try {
        await load(client, siteId, asItStands);
        const { rows } = await client.query<{ table: string }>(tablesNamed);
        expect(rows.map(({ table }) => table)).toEqual([...tables.ofSite, ...tables.ofMinistry].toSorted());
      } finally {
        client.release(true);
      }
    },
  );
});
