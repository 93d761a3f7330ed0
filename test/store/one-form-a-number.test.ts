import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { canonicalEmployeeNumber } from '../../src/people/registry/canonical-employee-number.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** Members of staff as they could be registered before, each spelling a number of its own. */
const registered = [
  { number: 'K008470', state: 'active', twinned: true },
  { number: 'k008470', state: 'suspended', twinned: true },
  { number: 'K008470', state: 'left', twinned: false },
  { number: 'k-008470', state: 'active', twinned: false },
  { number: '008470', state: 'active', twinned: false },
  { number: '8470', state: 'active', twinned: false },
  { number: 'b1', state: 'left', twinned: false },
  { number: 'B1', state: 'active', twinned: false },
] as const;

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('drop index persons_employee_number');
  await owner.query('alter table persons drop column number_twinned');
  await owner.query(
    `create unique index persons_employee_number on persons (employee_number)
      where until_seq is null and state <> 'left'`,
  );
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const migration = readdirSync('migrations').find((name) => name.endsWith('_one_form_a_number.sql'));

describe('the migration to one form an employee number', () => {
  it('writes every version as the program does, and finds who has a number together', async () => {
    const ids = registered.map(() => newId<'person'>());
    for (const [index, { number, state }] of registered.entries()) {
      // A version of before, and the current one.
      for (const [from, until] of [
        [1, 5],
        [5, null],
      ]) {
        await owner.query(
          `insert into persons (person_id, from_seq, until_seq, kind, state, name, employee_number)
           values ($1, $2, $3, 'staff', $4, '職員', $5)`,
          [ids[index], from, until, state, number],
        );
      }
    }
    const warnings: string[] = [];
    owner.on('notice', ({ message }) => warnings.push(message ?? ''));
    const text = readFileSync(`migrations/${migration}`, 'utf8');
    for (const statement of text.split('--> statement-breakpoint')) await owner.query(statement);

    const { rows } = await owner.query(
      'select person_id as id, employee_number as number, number_twinned as twinned from persons order by person_id, from_seq',
    );
    const wanted = registered.flatMap(({ number, twinned }, index) => {
      const person = { id: ids[index], number: canonicalEmployeeNumber(number) };
      return [
        { ...person, twinned: false },
        { ...person, twinned },
      ];
    });
    expect(rows).toEqual(wanted);
    expect(warnings).toEqual([expect.stringContaining('2 persons')]);
  });
});
