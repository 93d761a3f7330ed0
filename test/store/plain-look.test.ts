import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardsShown } from '../../src/access/batch/read/cards-shown.ts';
import { looks } from '../../src/access/batch/read/looks.ts';
import { type Reader, readerParts } from '../../src/access/batch/reader-parts.ts';
import { newId } from '../../src/kernel/ids.ts';
import { aPlan } from '../support/a-plan.ts';
import { aPoolCard, aVisitor, lendCard } from '../support/a-visitor.ts';
import { anOffice, type Office, type OfficePerson } from '../support/an-office.ts';
import { anOutsider } from '../support/an-outsider.ts';
import { asOwner } from '../support/as-owner.ts';
import { readersFrom } from '../support/load-holders.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

type Case = {
  /** Makes somebody of one of the staff; the number of the card they read. */
  readonly make: (person: OfficePerson) => Promise<string>;
  /** What the whole look finds of them that the plain one does not ask for. */
  readonly finds?: (reader: Reader) => unknown;
};

let test: TestApp;
let office: Office;

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan: aPlan(), staff: 10 });
});
afterAll(() => test.close());

const zones = ['hall', 'office'];
const written = (text: string, ...values: unknown[]) => asOwner(test, text, [office.siteId, ...values]);

/** Whoever is more than one of the staff with a card of their own: of each part that few have, somebody who has it. */
const more = {
  visit: {
    make: async () => (await aVisitor(test.deps, office.siteId, { number: '60001', zones })).number,
    finds: ({ visit }) => visit,
  },
  escorts: {
    make: async ({ id, number }) => {
      await written('insert into presence (site_id, person_id, wards) values ($1, $2, 1)', id);
      const ward = newId<'person'>();
      await written(
        `insert into custody (site_id, visitor_id, escort_id, mode, basis, since, since_seq)
          values ($1, $2, $3, 'read', 'visit', now(), 1)`,
        ward,
        id,
      );
      return number;
    },
    finds: ({ escorts }) => escorts,
  },
  works: {
    make: async ({ id, number }) => {
      const permit = newId<'permit'>();
      await written(
        `insert into permit_holders (site_id, person_id, kind, permit_id) values ($1, $2, 'work', $3)`,
        id,
        permit,
      );
      return number;
    },
  },
  exceptions: {
    make: async ({ id, number }) => {
      await written(
        `insert into person_exceptions (site_id, person_id, permit_id, from_seq, rows, zone_ids, valid_from, valid_until)
          values ($1, $2, $3, 1, '{t1r35}', '{office}', now(), now())`,
        id,
        newId<'permit'>(),
      );
      return number;
    },
    finds: ({ exceptions }) => exceptions,
  },
  items: {
    make: async ({ id, number }) => {
      await written(
        `insert into items (site_id, item_id, from_seq, state, belongs, owner_id, registrant_id, item, medium, grade, quantity,
            present, since, carried_by, stays)
          values ($1, $2, 1, 'inside', 'ministry', $3, $3, '端末', 'terminal', '{}', 1, 1, now(), $3, false)`,
        newId<'item'>(),
        id,
      );
      return number;
    },
    finds: ({ items }) => items,
  },
  'a twin of their card': {
    make: async ({ cardId, number }) => {
      await asOwner(test, 'update cards set twinned = true where card_id = $1', [cardId]);
      return number;
    },
  },
  'a card of the desk': {
    make: async ({ id }) => {
      await lendCard(
        test.deps,
        office.siteId,
        await aPoolCard(test.deps, office.siteId, '60002'),
        id,
        'one-day',
      );
      return '60002';
    },
    finds: ({ holder }) => holder.person,
  },
  'a card of the desk that is lent to nobody': {
    make: async () => {
      await aPoolCard(test.deps, office.siteId, '60003');
      return '60003';
    },
  },
  'another ministry': {
    make: async ({ id }) =>
      (await anOutsider(test.deps, office.siteId, { number: '70001', host: id, zones })).number,
    finds: ({ escorts }) => escorts,
  },
} as const satisfies Readonly<Record<string, Case>>;

const oneOfTheStaff = (index: number): OfficePerson => {
  const person = office.persons[index];
  if (person === undefined) throw new Error('nobody is left');
  return person;
};

/** What both looks find of whoever reads this card. */
async function bothLooks(number: string) {
  const shown = { key: { format: 'wiegand-26', facility: '1', number }, from: 'hall', to: 'office' };
  const sources = [cardsShown([shown])];
  const find = (look: (typeof looks)['plain' | 'whole']) =>
    readersFrom(test.pool, office.siteId, look, sources).then(([readers]) => readers?.[0]);
  return { plain: await find(looks.plain), whole: await find(looks.whole) };
}

describe('a plain look at a card', () => {
  it('is enough for one of the staff with a card of their own: it tells all that the whole one does', async () => {
    const { plain, whole } = await bothLooks(oneOfTheStaff(9).number);
    expect(plain?.holder.person).toBeDefined();
    expect(plain?.plain).toBe(true);
    expect(plain).toEqual(whole);
  });

  it('is enough for a card that nobody knows', async () => {
    expect(await bothLooks('99999')).toEqual({ plain: undefined, whole: undefined });
  });

  it.each(Object.entries<Case>(more))('says that it is not enough: %s', async (name, { make, finds }) => {
    const number = await make(oneOfTheStaff(Object.keys(more).indexOf(name)));
    const { plain, whole } = await bothLooks(number);
    expect({ plain: plain?.plain, whole: whole?.plain }).toEqual({ plain: false, whole: false });
    if (finds !== undefined) expect(whole && finds(whole)).toBeDefined();
  });

  it('has met every part that it does not ask', () => {
    const notAsked = Object.entries(readerParts).flatMap(([name, { askedOf }]) =>
      askedOf === 'everybody' ? [] : [name],
    );
    expect(Object.keys(more)).toEqual(expect.arrayContaining(notAsked));
  });
});
