import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalCardKey } from '../../src/kernel/canonical-card-key.ts';
import type { CardKey } from '../../src/kernel/card-key.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** Cards as they could be registered before, each spelling a card of its own. */
const registered: readonly (CardKey & { readonly twinned: boolean })[] = [
  { format: 'felica-idm', facility: '', number: '0114C5220D19BE07', twinned: true },
  { format: 'felica-idm', facility: '', number: '0114c5220d19be07', twinned: true },
  { format: 'uid', facility: '', number: '0x04a2', twinned: false },
  { format: 'uid', facility: '', number: '0004A2', twinned: false },
  { format: 'wiegand-26', facility: '012', number: '000123', twinned: true },
  { format: 'wiegand-26', facility: '12', number: '0123', twinned: true },
  { format: 'wiegand-26', facility: '12', number: '123', twinned: true },
  { format: 'wiegand-26', facility: '', number: '123', twinned: false },
  { format: 'wiegand-26', facility: '0300', number: '99999999', twinned: false },
  { format: 'wiegand-99', facility: '000', number: '000', twinned: false },
  { format: 'wiegand-26', facility: '1', number: 'ab', twinned: false },
  { format: 'prox', facility: 'a', number: '001a', twinned: true },
  { format: 'prox', facility: 'A', number: '001A', twinned: true },
  { format: 'prox', facility: 'a', number: '1a', twinned: false },
];

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('drop index cards_number');
  await owner.query('alter table cards drop column twinned');
  await owner.query(
    'create unique index cards_number on cards (number, facility, format) where until_seq is null',
  );
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const migration = readdirSync('migrations').find((name) => name.endsWith('_one_spelling_a_card.sql'));

describe('the migration to one spelling a card', () => {
  it('writes every version of every card as the program does, and marks those that are one card', async () => {
    const ids = registered.map(() => newId<'card'>());
    for (const [index, { format, facility, number }] of registered.entries()) {
      // A version of before, and the current one.
      for (const [from, until] of [
        [1, 5],
        [5, null],
      ]) {
        await owner.query(
          `insert into cards (card_id, from_seq, until_seq, format, facility, number, state, active_from)
           values ($1, $2, $3, $4, $5, $6, 'active', now())`,
          [ids[index], from, until, format, facility, number],
        );
      }
    }
    const text = readFileSync(`migrations/${migration}`, 'utf8');
    for (const statement of text.split('--> statement-breakpoint')) await owner.query(statement);
    const { rows } = await owner.query(
      'select card_id, format, facility, number, twinned from cards order by card_id, from_seq',
    );
    const wanted = registered.map(({ twinned, ...typed }, index) => {
      return { card_id: ids[index], ...canonicalCardKey(typed), twinned };
    });
    expect(rows).toEqual(wanted.flatMap((card) => [card, card]));
  });
});
