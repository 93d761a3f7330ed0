import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepMonths, tellUnmadeMonths } from '../../src/access/state/keep-months.ts';
import { startService } from '../../src/cli/starting/start-service.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { aConfig } from '../support/a-config.ts';
import { aLog } from '../support/a-log.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { aFolder } from '../support/folder.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { aClock, startTestApp, type TestApp } from '../support/test-app.ts';

describe('the months of the record', () => {
  const clock = aClock(new Date());
  let test: TestApp;
  let office: Office;

  beforeAll(async () => {
    test = await startTestApp(clock);
    office = await anOffice(test.deps, { staff: 1 });
  });
  afterAll(() => test.close());

  const monthExists = async (name: string) =>
    (await test.pool.query('select to_regclass($1) is not null as there', [name])).rows[0].there;

  it('are made a season ahead of the service, day by day, also of one that runs for years', async () => {
    clock.set(new Date('2040-05-17T00:00:00Z'));
    expect(await keepMonths(test.deps)).toEqual([]);
    expect(await monthExists('entries_204005')).toBe(true);
    expect(await monthExists('personal_records_passage_204008')).toBe(true);
    expect(await monthExists('entry_persons_204008')).toBe(true);
    expect(await monthExists('entries_204009')).toBe(false);
    for (const month of ['06', '07', '08', '09', '10']) {
      clock.set(new Date(`2040-${month}-01T00:00:00Z`));
      expect(await keepMonths(test.deps)).toEqual([]);
    }
    expect(await monthExists('entries_204101')).toBe(true);
  });

  it('are made before a service that starts records anything: one that rested for years has no month to write into', async () => {
    clock.set(new Date('2045-03-31T23:00:00Z'));
    const folder = await aFolder();
    const service = { url: test.databaseUrl, variable: 'DATABASE_URL' } as const;
    const running = await startService(
      aConfig(folder.path, { database: { kind: 'given', service, batches: undefined, owner: undefined } }),
      {
        log: aLog().log,
        clock,
        prepare: (deps) => createSite(deps, fromTerminal(), { name: '出張所' }),
      },
    );
    await running.stop();
    await folder.remove();
    expect(await monthExists('entries_204506')).toBe(true);
    expect(await tellUnmadeMonths(test.deps)).toEqual([]);
  });

  it('that nobody made alarm every site with entries in the default partition, once, and lose nothing', async () => {
    clock.set(new Date('2050-01-31T00:00:00Z'));
    await createSite(test.deps, fromTerminal(), { name: '分庁舎' });
    const alarmed = await keepMonths(test.deps);
    expect(alarmed).toHaveLength(1);
    expect(await keepMonths(test.deps)).toEqual([]);
    const kinds = (await entriesOf(test.pool, alarmed[0] ?? '')).map(({ kind }) => kind);
    expect(kinds.at(-1)).toBe('default-partition-used');
    expect(await monthExists('entries_205001')).toBe(false);
    expect(await monthExists('entries_205002')).toBe(true);
    expect(alarmed).not.toContain(office.siteId);
  });
});
