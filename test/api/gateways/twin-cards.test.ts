import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let admin: Officer;
let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  test = await startTestApp();
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  office = await anOffice(test.deps, { staff: 20 });
});
afterAll(() => test.close());
beforeEach(() => {
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});

/** Reads the card at a reader; the answer to it. */
async function read(number: string, reader: string) {
  const { body } = await gateway.post(gateway.read(number, reader));
  return body.results[0];
}

const step = (card: string, name: string, body: object = { reason: '届出' }) =>
  test.ask(admin.token, { method: 'POST', url: `/api/v1/cards/${card}/${name}`, payload: body });
const get = async (url: string) =>
  (await test.ask(admin.token, { method: 'GET', url: `/api/v1${url}` })).body;

let taken = 0;

/** Two persons whose cards turned out to be one: the second's stands in the spelling of the first's, as the migration leaves it. */
async function twins() {
  const [one, other] = office.persons.slice(taken, taken + 2);
  taken += 2;
  if (one === undefined || other === undefined) throw new Error('the office has too few persons');
  await asOwner(test, 'update cards set number = $1, twinned = true where card_id = any($2)', [
    one.number,
    [one.cardId, other.cardId],
  ]);
  return { one, other, number: one.number };
}

describe('a card that is one for two persons', () => {
  it('opens for neither, and the entry names both cards and nobody', async () => {
    const { one, other, number } = await twins();
    const answer = await read(number, 'street-hall-to-hall');
    expect(answer.verdict).toBe('deny');
    expect(codesOf(answer)).toEqual(['card-twin']);
    const { subject, details } = await lastEntryOf(test.pool, office.siteId);
    expect([subject.card, ...details.twins].toSorted()).toEqual([one.cardId, other.cardId].toSorted());
    expect(subject.person).toBeUndefined();
  });

  it('is denied too when one of them is reported lost, and says so', async () => {
    const { one, number } = await twins();
    await step(one.cardId, 'report-lost');
    expect(codesOf(await read(number, 'street-hall-to-hall')).toSorted()).toEqual(['card-lost', 'card-twin']);
    const { effects } = await lastEntryOf(test.pool, office.siteId);
    expect(effects).toMatchObject([{ type: 'alarm', kind: 'lost-card-used' }]);
  });

  it('lets out whoever carries it, noted, and moves nobody', async () => {
    const { one, number } = await twins();
    const answer = await read(number, 'office-server-to-office');
    expect(answer.verdict).toBe('grant');
    const { decision, effects } = await lastEntryOf(test.pool, office.siteId);
    expect(decision.notes).toContainEqual(expect.objectContaining({ code: 'card-twin' }));
    expect(effects).toEqual([]);
    expect(await placeOf(test.pool, office.siteId, one.id)).toBeUndefined();
  });

  it.each(['one', 'other'] as const)(
    'opens again for who is left when an officer ends %s of them',
    async (which) => {
      const pair = await twins();
      await step(pair[which].cardId, 'return');
      const left = which === 'one' ? pair.other : pair.one;
      expect((await read(pair.number, 'street-hall-to-hall')).verdict).toBe('grant');
      const { subject } = await lastEntryOf(test.pool, office.siteId);
      expect(subject).toMatchObject({ card: left.cardId, person: left.id });
    },
  );

  it('is known as returned when all are ended', async () => {
    const { one, other, number } = await twins();
    await step(one.cardId, 'return');
    await step(other.cardId, 'return');
    expect(codesOf(await read(number, 'street-hall-to-hall'))).toContain('card-returned');
  });

  it('is not given out again while the other stands', async () => {
    const { one, other } = await twins();
    await step(one.cardId, 'return');
    const assign = () => step(one.cardId, 'assign', { person: one.id });
    expect((await assign()).body.type).toBe('/problems/card-taken');
    await step(other.cardId, 'return');
    expect((await assign()).status).toBe(200);
  });

  it('is found by who looks for such cards, each with the others', async () => {
    const { one, other } = await twins();
    expect((await get(`/cards/${one.cardId}`)).twins).toEqual([other.cardId]);
    const { items } = await get('/cards?twinned=true&limit=200');
    expect(items).toContainEqual(expect.objectContaining({ id: other.cardId, twins: [one.cardId] }));
    await step(one.cardId, 'return');
    expect((await get(`/cards/${other.cardId}`)).twins).toEqual([]);
  });

  it('still says who it is where both are the same person', async () => {
    const { one, other, number } = await twins();
    await asOwner(test, 'update cards set person_id = $1 where card_id = $2', [one.id, other.cardId]);
    expect((await read(number, 'street-hall-to-hall')).verdict).toBe('deny');
    expect((await lastEntryOf(test.pool, office.siteId)).subject.person).toBe(one.id);
  });
});

describe('a card read in another spelling', () => {
  it.each([
    ['zeros', { facility: '0001', number: '00010019' }],
    ['the name of the format', { format: 'WIEGAND-26', facility: '1', number: '10019' }],
    ['separators', { facility: '1', number: '10-019' }],
  ])('is the same card: %s', async (_, spelled) => {
    const card = { format: 'wiegand-26', ...spelled };
    const { body } = await gateway.post(gateway.read('', 'street-hall-to-hall', { card }));
    expect(body.results[0].verdict).toBe('grant');
  });

  it('is found by what other readers would send for it', async () => {
    // Facility 1, number 10018 in 24 bits.
    const { items } = await get('/cards?looksLike=75554&format=wiegand-26');
    expect(items).toMatchObject([{ id: office.persons[18]?.cardId, as: 'facility-and-number' }]);
    const turned = await get('/cards?looksLike=222701&format=uid');
    expect(turned.items).toMatchObject([
      { id: office.persons[18]?.cardId, as: 'facility-and-number-reversed' },
    ]);
  });
});
