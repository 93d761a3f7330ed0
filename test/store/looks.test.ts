import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardsShown } from '../../src/access/batch/read/cards-shown.ts';
import type { FoundReader } from '../../src/access/batch/read/load-readers.ts';
import { type LookNow, looks } from '../../src/access/batch/read/looks.ts';
import { type Reader, readerParts } from '../../src/access/batch/reader-parts.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { CustodyBasis } from '../../src/log/entry/effects.ts';
import type { Admission } from '../../src/visitors/registry/admission-rows.ts';
import { aPlan } from '../support/a-plan.ts';
import { aPoolCard, aVisitor, lendCard, type Visitor } from '../support/a-visitor.ts';
import { anOffice, type Office, type OfficePerson } from '../support/an-office.ts';
import { anOutsider } from '../support/an-outsider.ts';
import { asOwner } from '../support/as-owner.ts';
import { readersFrom } from '../support/load-holders.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

type Case = {
  /** Makes somebody of one of the staff; the number of the card they read. */
  readonly make: (person: OfficePerson) => Promise<string>;
  /** The least look that tells all of them. */
  readonly enough: LookNow;
  /** What the whole look finds of them that the plain one does not ask for. */
  readonly finds?: (reader: Reader) => unknown;
};

let test: TestApp;
let office: Office;

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan: aPlan(), staff: 30 });
});
afterAll(() => test.close());

const zones = ['hall', 'office'];
const written = (text: string, ...values: unknown[]) => asOwner(test, text, [office.siteId, ...values]);

let passes = 60_000;

async function visitorWith(over: Partial<Admission>): Promise<Visitor> {
  passes += 1;
  return aVisitor(test.deps, office.siteId, { number: String(passes), zones, over });
}

const inSomeWork = (id: string) =>
  written(
    `insert into permit_holders (site_id, person_id, kind, permit_id) values ($1, $2, 'work', $3)`,
    id,
    newId<'permit'>(),
  );

const excepted = (id: string) =>
  written(
    `insert into person_exceptions (site_id, person_id, permit_id, from_seq, rows, zone_ids, valid_from, valid_until)
      values ($1, $2, $3, 1, '{t1r35}', '{office}', now(), now())`,
    id,
    newId<'permit'>(),
  );

const carriedIn = (id: string) =>
  written(
    `insert into items (site_id, item_id, from_seq, state, belongs, owner_id, registrant_id, item, medium, grade, quantity,
        present, since, carried_by, stays)
      values ($1, $2, 1, 'inside', 'ministry', $3, $3, '端末', 'terminal', '{}', 1, 1, now(), $3, false)`,
    newId<'item'>(),
    id,
  );

async function leads(id: string, ...bases: readonly CustodyBasis[]): Promise<void> {
  await written('insert into presence (site_id, person_id, wards) values ($1, $2, $3)', id, bases.length);
  for (const basis of bases) {
    await written(
      `insert into custody (site_id, visitor_id, escort_id, mode, basis, since, since_seq)
        values ($1, $2, $3, 'read', $4, now(), 1)`,
      newId<'person'>(),
      id,
      basis,
    );
  }
}

/** Somebody went through the door of the read to where it leads. */
const isBehindTheDoor = (id: string) =>
  written(
    `insert into presence (site_id, person_id, zone_id, door_id, since, since_seq)
      values ($1, $2, 'office', 'hall-office', now(), 1)`,
    id,
  );

/** Whoever is more than one of the staff with a card of their own: of each part that few have, somebody who has it. */
const more = {
  visit: {
    make: async () => (await visitorWith({})).number,
    enough: 'paired',
    finds: ({ visit }) => visit,
  },
  'a visitor whose escort is elsewhere': {
    make: async ({ id }) => (await visitorWith({ escortIds: [id] })).number,
    enough: 'paired',
    finds: ({ escorts }) => escorts?.right,
  },
  'a visitor whose escort went before them': {
    make: async ({ id }) => {
      await isBehindTheDoor(id);
      return (await visitorWith({ escortIds: [id] })).number;
    },
    enough: 'whole',
  },
  'a visitor whose escort may be about to go through the door': {
    make: async ({ id }) => {
      await written(
        `insert into presence (site_id, person_id, zone_id, pending_door, pending_from, pending_to, pending_until)
          values ($1, $2, 'hall', 'hall-office', 'hall', 'office', now())`,
        id,
      );
      return (await visitorWith({ escortIds: [id] })).number;
    },
    enough: 'whole',
  },
  'a ward whose escort, named no more, went before them': {
    make: async ({ id }) => {
      await isBehindTheDoor(id);
      const { member, number } = await visitorWith({});
      await written(
        `insert into custody (site_id, visitor_id, escort_id, mode, basis, since, since_seq)
          values ($1, $2, $3, 'read', 'visit', now(), 1)`,
        member,
        id,
      );
      return number;
    },
    enough: 'whole',
  },
  'a visitor of a whole unit': {
    make: async () => (await visitorWith({ escortOrganisationIds: [newId<'organisation'>()] })).number,
    enough: 'paired',
    finds: ({ escorts }) => escorts?.right,
  },
  'a visitor in a work': {
    make: async () => {
      const { member, number } = await visitorWith({});
      await inSomeWork(member);
      return number;
    },
    enough: 'whole',
  },
  'a visitor with an exception': {
    make: async () => {
      const { member, number } = await visitorWith({});
      await excepted(member);
      return number;
    },
    enough: 'whole',
    finds: ({ exceptions }) => exceptions,
  },
  'a visitor who carried something in': {
    make: async () => {
      const { member, number } = await visitorWith({});
      await carriedIn(member);
      return number;
    },
    enough: 'whole',
    finds: ({ items }) => items,
  },
  escorts: {
    make: async ({ id, number }) => {
      await leads(id, 'visit');
      return number;
    },
    enough: 'paired',
    finds: ({ escorts }) => escorts,
  },
  'an escort of two': {
    make: async ({ id, number }) => {
      await leads(id, 'visit', 'visit');
      return number;
    },
    enough: 'whole',
    finds: ({ escorts }) => escorts,
  },
  'an escort of somebody who has a permission': {
    make: async ({ id, number }) => {
      await leads(id, 'permission');
      return number;
    },
    enough: 'whole',
    finds: ({ escorts }) => escorts,
  },
  works: {
    make: async ({ id, number }) => {
      await inSomeWork(id);
      return number;
    },
    enough: 'whole',
  },
  exceptions: {
    make: async ({ id, number }) => {
      await excepted(id);
      return number;
    },
    enough: 'whole',
    finds: ({ exceptions }) => exceptions,
  },
  items: {
    make: async ({ id, number }) => {
      await carriedIn(id);
      return number;
    },
    enough: 'whole',
  },
  'a twin of their card': {
    make: async ({ cardId, number }) => {
      await asOwner(test, 'update cards set twinned = true where card_id = $1', [cardId]);
      return number;
    },
    enough: 'whole',
  },
  'a card of the desk': {
    make: async ({ id }) => {
      await lendCard(
        test.deps,
        office.siteId,
        await aPoolCard(test.deps, office.siteId, '50002'),
        id,
        'one-day',
      );
      return '50002';
    },
    enough: 'paired',
    finds: ({ holder }) => holder.person,
  },
  'a card of the desk that is lent to nobody': {
    make: async () => {
      await aPoolCard(test.deps, office.siteId, '50003');
      return '50003';
    },
    enough: 'paired',
  },
  'another ministry': {
    make: async ({ id }) =>
      (await anOutsider(test.deps, office.siteId, { number: '70001', host: id, zones })).number,
    enough: 'whole',
    finds: ({ escorts }) => escorts,
  },
} as const satisfies Readonly<Record<string, Case>>;

const oneOfTheStaff = (index: number): OfficePerson => {
  const person = office.persons[index];
  if (person === undefined) throw new Error('nobody is left');
  return person;
};

/** What each look finds of whoever reads this card. */
async function eachLook(number: string): Promise<Readonly<Record<LookNow, FoundReader | undefined>>> {
  const key = { format: 'wiegand-26', facility: '1', number };
  const sources = [cardsShown([{ key, from: 'hall', to: 'office', door: 'hall-office' }])];
  const find = async (look: LookNow) => {
    const [readers] = await readersFrom(test.pool, office.siteId, looks[look], sources);
    return readers?.[0];
  };
  return { plain: await find('plain'), paired: await find('paired'), whole: await find('whole') };
}

describe('a look at a card', () => {
  it('is enough when plain for one of the staff with a card of their own: it tells all that the others do', async () => {
    const { plain, paired, whole } = await eachLook(oneOfTheStaff(0).number);
    expect(plain?.holder.person).toBeDefined();
    expect(plain?.enough).toBe('plain');
    expect([plain, paired]).toEqual([whole, whole]);
  });

  it('is enough when plain for a card that nobody knows', async () => {
    expect(await eachLook('99999')).toEqual({ plain: undefined, paired: undefined, whole: undefined });
  });

  it.each(Object.entries<Case>(more))('says which is enough: %s', async (name, { make, enough, finds }) => {
    const number = await make(oneOfTheStaff(1 + Object.keys(more).indexOf(name)));
    const { plain, paired, whole } = await eachLook(number);
    expect([plain?.enough, paired?.enough, whole?.enough]).toEqual(['whole', enough, enough]);
    if (enough === 'paired') expect(paired).toEqual(whole);
    if (finds !== undefined) expect(whole && finds(whole)).toBeDefined();
  });

  // Last: from here on somebody passed that door lately.
  it('is enough when paired for a visitor of a whole unit until somebody passes the door', async () => {
    const unit = newId<'organisation'>();
    const { number } = await visitorWith({ escortOrganisationIds: [unit] });
    expect((await eachLook(number)).paired?.enough).toBe('paired');
    await written(
      `insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, door_id, verdict, text)
        select $1, seq + 1, recorded_at, recorded_at, 'card-read', 'gateway', 'gateway', $2, 'hall-office', 'grant', '{}'
        from heads where site_id = $1`,
      oneOfTheStaff(0).id,
    );
    const { paired, whole } = await eachLook(number);
    expect([paired?.enough, whole?.enough]).toEqual(['whole', 'whole']);
  });

  it('has met every part that a plain one does not ask', () => {
    const notAsked = Object.entries(readerParts).flatMap(([name, { askedOf }]) =>
      askedOf === 'everybody' ? [] : [name],
    );
    expect(Object.keys(more)).toEqual(expect.arrayContaining(notAsked));
  });
});
