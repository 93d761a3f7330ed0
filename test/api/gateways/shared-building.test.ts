import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitorSettings } from '../../../src/zones/plan/visitor-settings.ts';
import { aGatewayOf, codesOf } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { anOffice } from '../../support/an-office.ts';
import { anOutsider } from '../../support/an-outsider.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const landlord = '00000000-0000-7000-8000-0000000000aa';
const tenant = '00000000-0000-7000-8000-0000000000bb';
const checks = ['identity-not-confirmed', 'host-review-missing'];

/** 合同庁舎: the landlord's hall, the tenant's office behind it. */
const planTaking = (takenChecks: VisitorSettings['takenChecks']) =>
  aPlan({
    site: { name: '合同庁舎', timeZone: 'Asia/Tokyo', visitors: { takenChecks } },
    zones: [
      aZone({ id: 'street', class: 0, organisation: landlord }),
      aZone({ id: 'hall', class: 1, organisation: landlord }),
      aZone({ id: 'office', class: 2, organisation: tenant }),
    ],
    boundaries: [],
    signs: [],
    doors: [aDoor('street', 'hall'), aDoor('hall', 'office')],
    readers: [aReader('street-hall', 'hall'), aReader('hall-office', 'office')],
  });

let test: TestApp;
let numbers = 70_000;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** What the office's door finds missing of somebody registered with every check for the hall, and with none for the office. */
async function foundMissing(takenChecks: VisitorSettings['takenChecks']): Promise<readonly string[]> {
  numbers += 10;
  const office = await anOffice(test.deps, {
    plan: planTaking(takenChecks),
    staff: 1,
    firstNumber: numbers,
  });
  const number = String(numbers + 9);
  const host = office.persons[0]?.id ?? '';
  const guest = await anOutsider(test.deps, office.siteId, { number, host, zones: ['hall'] });
  await asOwner(
    test,
    `insert into standing_permissions
      select (jsonb_populate_record(s, jsonb_build_object('permission_id', gen_random_uuid(), 'zone_ids', array['office'],
        'outsider', s.outsider - 'identity' - 'review'))).*
      from standing_permissions s where s.site_id = $1 and s.person_id = $2`,
    [office.siteId, guest.id],
  );
  const gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const { body } = await gateway.post(gateway.read(number, 'hall-office-to-office'));
  return codesOf(body.results[0]).filter((code) => checks.includes(code));
}

describe('in a shared building the registration of an outsider for the landlord’s hall', () => {
  it('opens no zone of a tenant of itself', async () => {
    expect(await foundMissing([])).toEqual(checks);
  });

  it('stands in at the zones of a tenant who takes the landlord’s checks, for what is taken', async () => {
    const taken = { organisation: tenant, of: landlord, basis: '合同庁舎管理規程第9条' };
    expect(await foundMissing([{ ...taken, what: 'identity' }])).toEqual(['host-review-missing']);
    expect(await foundMissing([{ ...taken, what: 'both' }])).toEqual([]);
  });
});
