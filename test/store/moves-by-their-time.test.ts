import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type { Effect } from '../../src/log/entry/effects.ts';
import { parseEntry } from '../../src/log/entry/parse-entry.ts';
import { movesOf } from '../../src/log/writing/moves-of.ts';
import { aPassage, append, aSite } from '../support/a-site.ts';
import { asOwner } from '../support/as-owner.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const person = newId<'person'>();
const door = 'hall-office';

/** A passage that was told two hours later, behind an alarm of the same entry; one told as it was made. */
const effects: readonly Effect[] = [
  { type: 'alarm', kind: 'late-discrepancy', active: true, door, person },
  {
    type: 'presence',
    person,
    zone: 'office',
    certainty: 'assumed',
    door,
    since: '2026-04-05T22:00:00.000Z',
  },
];
const live: readonly Effect[] = [{ type: 'presence', person, zone: 'hall', certainty: 'confirmed' }];

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  const siteId = await aSite(test);
  await append(test, siteId, [
    aPassage({ effects }),
    { kind: 'door-opened', effects: [{ type: 'door', door, position: 'open' }, ...live] },
  ]);
});
afterAll(() => test.close());

/** The moves as their table has them, and as the texts of the entries alone rebuild them. */
async function movesTwice() {
  const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const stored = await test.pool.query(`
    select site_id as "siteId", person_id as "personId", ${iso('recorded_at')} as "recordedAt", seq, ordinal,
      ${iso('at')} as at, ${iso('happened_at')} as "happenedAt", zone_id as "zoneId", certainty
    from moves order by site_id, seq, ordinal`);
  const texts = await test.pool.query<{ text: string }>('select text from entries order by site_id, seq');
  return { stored: stored.rows, rebuilt: texts.rows.flatMap(({ text }) => movesOf(parseEntry(text))) };
}

const migration = readdirSync('migrations').find((name) => name.endsWith('_moves_by_their_time.sql'));

describe('the moves of persons', () => {
  it('are what the texts of the entries state, each at its own time', async () => {
    const { stored, rebuilt } = await movesTwice();
    expect(stored).toEqual(rebuilt);
    expect(stored.map(({ happenedAt }) => happenedAt)).toEqual([
      '2026-04-05T22:00:00.000Z',
      '2026-04-06T00:00:00.000Z',
    ]);
  });

  it('from before the migration have their own time by it', async () => {
    await asOwner(test, 'alter table moves drop column happened_at');
    await asOwner(
      test,
      'alter table moves add constraint moves_site_id_person_id_recorded_at_seq_ordinal_pk primary key (site_id, person_id, recorded_at, seq, ordinal)',
    );
    await asOwner(test, 'create index moves_zone on moves (site_id, zone_id, recorded_at)');
    await asOwner(test, readFileSync(`migrations/${migration}`, 'utf8'));
    const { stored, rebuilt } = await movesTwice();
    expect(stored).toEqual(rebuilt);
    expect(stored).toHaveLength(2);
  });
});
