import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan, aZone } from '../../support/a-plan.ts';
import { addStaff, anOffice } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

/** A kind of card of which the program knows nothing. */
const ofNextCentury = 'kyoto-2127';

const street = aZone({ id: 'street', name: '構外', class: 0 });
const hall = aZone({ id: 'hall', name: '玄関ホール', class: 1 });
const serverRoom = { id: 'server', name: 'サーバ室', class: 3, serverRoom: true } as const;
const plan = aPlan({
  zones: [street, hall, aZone(), aZone({ ...serverRoom, cardFormats: ['wiegand-26', ofNextCentury] })],
});

let test: TestApp;
let admin: string;
let gateway: TestGateway;
let siteId: string;
beforeAll(async () => {
  test = await startTestApp();
  const office = await anOffice(test.deps, { plan, staff: 0 });
  siteId = office.siteId;
  admin = (await anOfficer(test, [{ role: 'rights-admin' }])).token;
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(() => test.close());

let registered = 0;

/** Another member of staff, who may go everywhere, with a card of this kind; registered as any card is. */
async function aHolder(format: string): Promise<{ readonly card: object; readonly id: string }> {
  registered += 1;
  const [person] = await addStaff(test.deps, siteId, plan, { count: 1, firstNumber: 50_000 + registered });
  const card = { format, facility: '', number: `0123456789ABCDE${registered}` };
  const payload = { ...card, person: person?.id };
  const made = await test.ask(admin, { method: 'POST', url: '/api/v1/cards', payload });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { card, id: made.body.id };
}

/** What the doors of the house say to it, from the street to the server room. */
async function tries(card: object) {
  const { body } = await gateway.post(
    gateway.read('', 'street-hall-to-hall', { card }),
    gateway.read('', 'hall-office-to-office', { card }),
    gateway.read('', 'office-server-to-server', { card }),
  );
  return body.results;
}

describe('AT-117 2.2.1.1(1)(f)(エ), METI 18-7(4): a card that tells a number to whoever asks', () => {
  it.each(['uid', 'felica-idm', 'iso15693-uid'])(
    'is said to be easily copied, and %s is no card of the server room',
    async (format) => {
      const { card, id } = await aHolder(format);
      const [atHall, atOffice, atServers] = await tries(card);
      expect([atHall.verdict, atOffice.verdict]).toEqual(['grant', 'grant']);
      expect(atServers.verdict).toBe('deny');
      expect(codesOf(atServers)).toEqual(['card-kind-not-allowed']);
      expect(atServers.reasons[0]).toMatchObject({
        clause: expect.stringContaining('2.3.1.1(2)(a)'),
        row: 't1r19',
      });
      expect((await test.ask(admin, { url: `/api/v1/cards/${id}` })).body).toMatchObject({
        easilyCopied: true,
      });
    },
  );
});

describe('AT-119 2.2.1.1(1)(f)(キ), METI 18-7(7): a kind of card that comes after us', () => {
  it('is registered, accepted by the plan and read at the doors, and nothing of the program is changed', async () => {
    const { card, id } = await aHolder(ofNextCentury);
    const results = await tries(card);
    expect(results.map(({ verdict }: { readonly verdict: string }) => verdict)).toEqual([
      'grant',
      'grant',
      'grant',
    ]);
    expect((await test.ask(admin, { url: `/api/v1/cards/${id}` })).body).toMatchObject({
      format: ofNextCentury,
      easilyCopied: false,
    });
  });
});
