import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newInvitationId } from '../../../src/visitors/invitations/new-invitation-id.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aSite } from '../../support/a-site.ts';
import { aMember, anIdentity } from '../../support/a-visit.ts';
import { entriesOf, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';

let house: Reception;
beforeAll(async () => {
  house = await aReception();
});
afterAll(() => house.test.close());

describe('an invitation', () => {
  it('is made once by the host, and finds the visit at the desk', async () => {
    const { test, site, host, reception, step, get } = house;
    const member = aMember({ identity: anIdentity({ name: '来訪 太郎', affiliation: '甲社' }) });
    const { visit } = await house.visit({ members: [member] });
    expect((await get(`visits/${visit}/invitation`)).status).toBe(404);
    const made = await step(visit, 'invite', {}, host.token);
    expect(made.status).toBe(200);
    expect(made.body.qr).toMatch(/^<svg /);
    const told = JSON.stringify(made.body);
    for (const word of ['来訪 太郎', '甲社', '審査太郎', '執務室', 'meeting', visit])
      expect(told).not.toContain(word);

    const entry = await lastEntryOf(test.pool, site);
    expect(entry).toMatchObject({ kind: 'visit-invited', subject: { visit } });
    expect(JSON.stringify(entry)).not.toContain(made.body.id);
    const count = (await entriesOf(test.pool, site)).length;
    expect((await step(visit, 'invite', {})).body).toEqual(made.body);
    expect(await entriesOf(test.pool, site)).toHaveLength(count);
    expect((await get(`visits/${visit}/invitation`, host.token)).body).toEqual(made.body);

    expect((await get(`invitations/${made.body.id}`, reception.token)).body).toEqual({ visit });
    expect((await get(`invitations/${made.body.id.replaceAll(/[0-9]/g, 'Z')}`)).status).toBe(404);
    expect((await get('invitations/nothing')).status).toBe(400);
  });

  it('AT-127, METI 18(9): shows nothing of itself: who guesses one, or has another’s, finds nothing without the desk', async () => {
    const { visit } = await house.visit();
    const { body } = await house.step(visit, 'invite', {}, house.host.token);
    const at = (site: string, id: string, token?: string) =>
      house.test.ask(token, { url: `/api/v1/sites/${site}/invitations/${id}` });
    for (const id of [body.id, newInvitationId()]) {
      const answer = await at(house.site, id);
      expect(answer.status).toBe(401);
      expect(JSON.stringify(answer.body)).not.toContain(visit);
    }
    expect((await at(house.site, newInvitationId(), house.reception.token)).status).toBe(404);
    const elsewhere = await aSite(house.test);
    const desk = await anOfficer(house.test, [{ role: 'reception', siteId: elsewhere }]);
    expect((await at(elsewhere, body.id, desk.token)).status).toBe(404);
    expect([403, 404]).toContain((await at(house.site, body.id, desk.token)).status);
  });

  it('AT-127, METI 18(9): admits nobody once its visit is called off', async () => {
    const member = aMember();
    const { visit } = await house.visit({ members: [member] });
    const { body } = await house.step(visit, 'invite', {}, house.host.token);
    expect((await house.step(visit, 'cancel', { reason: '延期' }, house.host.token)).status).toBe(200);
    expect((await house.get(`invitations/${body.id}`)).body).toEqual({ visit });
    const checkedIn = await house.step(visit, 'check-in', {
      day: visitDay,
      desk: 'front',
      members: [given(member.memberId)],
    });
    expect(checkedIn.body.members).toMatchObject([{ done: false, lacks: [{ code: 'step-not-open' }] }]);
  });

  it('is nobody else’s', async () => {
    const { visit } = await house.visit();
    await house.step(visit, 'invite', {}, house.host.token);
    const colleague = await anOfficer(house.test, []);
    expect((await house.step(visit, 'invite', {}, colleague.token)).status).toBe(404);
    expect((await house.get(`visits/${visit}/invitation`, colleague.token)).status).toBe(404);
    const { body } = await house.get(`visits/${visit}/invitation`);
    expect((await house.get(`invitations/${body.id}`, colleague.token)).status).toBe(403);
  });
});
