import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeAccess } from '../../../src/authority/judge-access.ts';
import { type Role, roles } from '../../../src/authority/roles.ts';
import { append } from '../../support/a-site.ts';
import type { Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import {
  aColleague,
  anApprovedPermission,
  anOfficerOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';
import { aTokenOfRole } from '../../support/role-tokens.ts';

/** Written down a second time: whoever changes who sees what says so here too. */
const toldNumbers: readonly Role[] = ['security-officer', 'csirt', 'rights-admin'];
const toldNames: readonly Role[] = [
  'guard',
  'reception',
  'security-officer',
  'csirt',
  'zone-officer',
  'section-officer',
  'rights-admin',
];
const toldNamesInTheLog: readonly Role[] = [
  'guard',
  'reception',
  'security-officer',
  'csirt',
  'zone-officer',
];

let house: PeopleHouse;
let officer: Officer;
let person: string;
let card: string;

beforeAll(async () => {
  house = await startPeopleHouse();
  officer = await anOfficerOf(house, 'office');
  person = await aColleague(house, '来栖 一');
  card = await house.make('/cards', { format: 'wiegand-34', facility: '12', number: '40025', person });
  await house.make('/cards', { format: 'felica-idm', number: '0114C5220D19BE07' });
  await house.make('/cards', { format: 'prox', number: '0040025' });
  await append(house.test, house.site, [
    {
      kind: 'presence-corrected',
      subject: { person, to: 'hall' },
      effects: [{ type: 'presence', person, zone: 'hall', certainty: 'confirmed' }],
    },
  ]);
});
afterAll(() => house.test.close());

const readersOf = (action: Parameters<typeof judgeAccess>[1]): readonly Role[] =>
  roles.filter((role) => {
    const actor = { type: 'machine', id: role } as const;
    const held = [{ role, siteId: 'site', scope: null }];
    const principal = { actor, credential: { kind: 'token', id: role } as const, roles: held };
    return judgeAccess(principal, action, 'site') === 'allowed';
  });

const as = async (role: Role, url: string) =>
  house.get(await aTokenOfRole(house.test, role, house.site), url);

describe('a card', () => {
  it.each([
    ['as it is printed', 'number=40025', ['wiegand-34']],
    ['with zeros before it, which count in some formats', 'number=0040025', ['wiegand-34', 'prox']],
    ['in small letters with separators', 'number=01:14:c5:22:0d:19:be:07', ['felica-idm']],
    ['with its format', 'number=0040025&format=Prox', ['prox']],
    ['with its facility', 'number=40025&facility=012', ['wiegand-34']],
    ['with the facility of another', 'number=40025&facility=13', []],
    ['by its format alone', 'format=felica-idm', ['felica-idm']],
    ['by a part of its number', 'number=4002', []],
  ])('is found by its number %s', async (_, query, formats) => {
    const { status, body } = await house.get(house.admin.token, `/cards?${query}`);
    expect(status).toBe(200);
    const found = body.items.map(({ format }: { readonly format: string }) => format);
    expect(found.toSorted()).toEqual(formats.toSorted());
  });

  it.each(readersOf('cards.read'))(
    'is shown to %s by the holder’s name, its number whole or masked',
    async (role) => {
      const number = toldNumbers.includes(role) ? '40025' : '•••25';
      const names = toldNames.includes(role) ? { [person]: '来栖 一' } : {};
      const list = await as(role, '/cards?number=40025');
      expect(list.body).toMatchObject({ items: [{ id: card, number }] });
      expect(list.body.names).toEqual(names);
      const one = await as(role, `/cards/${card}`);
      expect(one.body).toMatchObject({ id: card, number });
      expect(one.body.names).toEqual(names);
      expect(JSON.stringify([list.body, one.body]).includes('40025')).toBe(toldNumbers.includes(role));
    },
  );
});

describe('a history', () => {
  it.each(readersOf('presence.read'))(
    'is shown to %s with the names that the log has for them',
    async (role) => {
      const names = toldNamesInTheLog.includes(role) ? { [person]: '来栖 一' } : {};
      const period = 'from=2026-04-01&until=2026-05-01';
      for (const url of [`persons/${person}`, 'zones/hall']) {
        const { status, body } = await as(role, `/sites/${house.site}/${url}/history?${period}`);
        expect(status).toBe(200);
        expect(body).toMatchObject({ items: [{ person, zone: 'hall' }] });
        expect(body.names).toEqual(names);
      }
    },
  );
});

describe('a list of rights', () => {
  it.each(readersOf('roles.read'))('of roles names to %s who holds and who gave them', async (role) => {
    const { body } = await as(role, `/role-assignments?holder=${officer.id}`);
    expect(body).toMatchObject({ items: [{ holder: officer.id }] });
    expect(body.names[officer.id]).toBe(toldNames.includes(role) ? '審査太郎' : undefined);
  });

  it.each(readersOf('tokens.read'))(
    'of tokens names their holders to %s only where it is told names',
    async (role) => {
      const { body } = await as(role, '/tokens?limit=200');
      const named = toldNames.includes(role);
      expect(body.names[house.host.id]).toBe(named ? '審査太郎' : undefined);
      expect(Object.keys(body.names).length > 0).toBe(named);
    },
  );

  it('of permissions names whom they name, to whoever is told names', async () => {
    const permission = await anApprovedPermission(house, person, officer);
    const names = { [person]: '来栖 一', [house.host.id]: '審査太郎', [officer.id]: '審査太郎' };
    for (const [token, told] of [
      [house.admin.token, names],
      [house.host.token, {}],
    ] as const) {
      const list = await house.get(token, `/sites/${house.site}/permissions?person=${person}`);
      expect(list.body).toMatchObject({ items: [{ id: permission }] });
      expect(list.body.names).toEqual(told);
      const one = await house.get(token, `/sites/${house.site}/permissions/${permission}`);
      expect(one.body.names).toEqual(told);
    }
  });

  it('names nobody whose name is erased', async () => {
    const erased = await aColleague(house, '消去 済');
    await house.make('/cards', { format: 'prox', number: 'E1', person: erased });
    await asOwner(house.test, 'update persons set name = null where person_id = $1', [erased]);
    const { body } = await house.get(house.admin.token, `/cards?person=${erased}`);
    expect(body).toMatchObject({ items: [{ person: erased }], names: {} });
    expect(body.names).toEqual({});
  });
});
