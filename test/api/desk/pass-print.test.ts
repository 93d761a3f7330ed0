import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lendPass } from '../../../src/desk/passes/lend-pass.ts';
import { passCode } from '../../../src/desk/printing/load-pass-face.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { performAct } from '../../../src/log/writing/perform-act.ts';
import { anExaminedPermission, aPassDesk, type PassDesk } from '../../support/a-pass.ts';
import { aDestination, aMember, anIdentity, aPlacedVisit, aVisit } from '../../support/a-visit.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { elementsIn, parsedPage, textIn } from '../../support/parsed-page.ts';
import { aContractor, anOfficerOf, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';

let house: PeopleHouse;
let desk: PassDesk;
beforeAll(async () => {
  house = await startPeopleHouse();
  desk = await aPassDesk(house);
});
afterAll(() => house.test.close());

const dueAt = new Date('2026-04-06T09:00:00Z');
const print = (pass: string, query = '', token = desk.reception.token) =>
  house.get(token, `/sites/${house.site}/passes/${pass}/print${query}`);
const linesOf = (page: string) =>
  Object.fromEntries(
    elementsIn(parsedPage(page))
      .filter(({ tag }) => tag === 'p')
      .map((line) => [line.attributes.class, textIn(line)]),
  );

/** Lends a pass to a member of a visit to the office and the server room, as a check-in does. */
async function lendToVisitor(numeral: string, name: string) {
  const { test, site, host } = house;
  const member = aMember({ identity: anIdentity({ name }) });
  const destination = aDestination(host.id, { zoneIds: ['office', 'server'] });
  await aVisit(test, site, aPlacedVisit(host.id, { members: [member], destinations: [destination] }));
  const lent = await performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([site]);
    const seq = tx.record(site, { kind: 'pass-lent' });
    return lendPass(
      tx,
      site,
      { numeral, holder: member.memberId, basis: 'visit', lentAt: tx.now, dueAt },
      seq,
    );
  });
  if (!lent.ok) throw new Error(JSON.stringify(lent.refusal));
}

describe('the printed pass', () => {
  it('of a visitor has the name as typed, the zones that may be named, and until when', async () => {
    const { pass, numeral } = await desk.add('visit');
    await lendToVisitor(numeral, '<script>髙橋 𠮷子</script>');
    const { status, headers, body } = await print(pass);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers['cache-control']).toBe('no-store');
    expect(linesOf(body)).toMatchObject({
      numeral,
      name: '<script>髙橋 𠮷子</script>',
      affiliation: '個人',
      zones: '執務室',
      until: '2026-04-06 18:00 まで',
    });
    expect(body).not.toContain('サーバ室');
  });

  it('of a 事前貸与者 has name and affiliation; back in stock it is blank', async () => {
    const guarded = await aContractor(house);
    await anExaminedPermission(house, guarded, await anOfficerOf(house, 'office'));
    const { pass, numeral } = await desk.add('card-lent');
    const at = `/sites/${house.site}/passes/${pass}`;
    await house.post(desk.reception.token, `${at}/lend`, {
      person: guarded.person,
      dueAt: dueAt.toISOString(),
    });
    const worn = linesOf((await print(pass, '?size=a4')).body);
    expect(worn).toMatchObject({ numeral, name: '警備 次郎', affiliation: '関東警備' });
    await house.post(desk.reception.token, `${at}/take-back`);
    expect(Object.keys(linesOf((await print(pass)).body))).toEqual(['numeral', 'return']);
  });

  it('says in its QR code which pass it is and until when, and nothing of a person', () => {
    const id = newId<'pass'>();
    expect(passCode(id, dueAt)).toBe(`sekisho:pass:${id}:1775466000`);
    expect(passCode(id, null)).toBe(`sekisho:pass:${id}:`);
  });

  it('is for the desk, in one of two sizes, of a pass there is', async () => {
    const { pass } = await desk.add('visit');
    expect((await print(pass, '?size=a5')).status).toBe(400);
    expect((await print(newId<'pass'>())).status).toBe(404);
    const auditor = await anOfficer(house.test, [{ role: 'auditor' }]);
    expect((await print(pass, '', auditor.token)).status).toBe(403);
  });
});
