import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPassage, append } from '../../support/a-site.ts';
import { aCard, aColleague, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';

let house: PeopleHouse;
beforeAll(async () => {
  house = await startPeopleHouse();
});
afterAll(() => house.test.close());

const day = (nth: number) => new Date(Date.UTC(2026, 3, 6 + nth));
const unread = async (days: number) => {
  const { body } = await house.get(house.admin.token, `/cards?unreadForDays=${days}`);
  return body.items.map(({ id }: { readonly id: string }) => id);
};
const readAt = async (card: string, nth: number) => {
  house.test.clock.set(day(nth));
  await append(house.test, house.site, [
    aPassage({ subject: { card, door: 'hall-office', from: 'hall', to: 'office' } }),
  ]);
};

describe('a card in disuse', () => {
  it('is listed once no reader has read it for so many days, and stopped by an act alone', async () => {
    const [worn, forgotten] = [
      await aCard(house, await aColleague(house), '50001'),
      await aCard(house, await aColleague(house), '50002'),
    ];
    await aCard(house, undefined, '50003');
    const lost = await aCard(house, await aColleague(house), '50004');
    await house.post(house.admin.token, `/cards/${lost}/report-lost`, { reason: '届出' });
    await readAt(forgotten, 5);
    await readAt(worn, 60);

    house.test.clock.set(day(89));
    const late = await aCard(house, await aColleague(house), '50005');
    expect(await unread(90)).toEqual([]);
    expect(await unread(60)).toEqual([forgotten]);
    expect(await unread(30)).toEqual([forgotten]);
    expect(await unread(20)).toEqual([worn, forgotten]);
    expect(await unread(20)).not.toContain(late);

    expect((await house.get(house.admin.token, `/cards/${forgotten}`)).body.state).toBe('active');
    await house.post(house.admin.token, `/cards/${forgotten}/suspend`, { reason: '90日使われていない' });
    expect(await unread(60)).toEqual([]);
  });
});
