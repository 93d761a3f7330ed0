import type { Officer } from './an-officer.ts';
import { aColleague, type PeopleHouse } from './people-house.ts';
import { aToken } from './test-app.ts';

/** Somebody of the section's staff who has a token. */
export async function anEngineer(house: PeopleHouse, name = '技師 太郎'): Promise<Officer> {
  const id = await aColleague(house, name);
  return { id, token: await aToken(house.test, { type: 'person', id }) };
}

/** What somebody sends who takes a laptop with 機密性3 information home for this week. */
export function aTakeOut(person: string, over: object = {}, terms: object = {}) {
  return {
    persons: [person],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-11T00:00:00+09:00',
    purpose: '出張先での保守',
    terms: {
      grade: { confidentiality: 3, integrity: 1, availability: 1 },
      information: '設計図面',
      minimum: '対象設備の図面3枚に限る',
      place: '大阪合同庁舎の機械室',
      media: ['terminal'],
      systems: [{ code: 'pc-0042', words: '業務用ノートPC' }],
      outsideNetwork: true,
      ...terms,
    },
    ...over,
  };
}
