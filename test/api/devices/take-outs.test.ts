import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { anEngineer, aTakeOut } from '../../support/a-take-out.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { contractorOf } from '../../support/people-house.ts';

let house: PermitHouse;
let engineer: Officer;
let sectionOfficer: Officer;
let systemOfficer: Officer;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse();
  house.test.clock.set(morning);
  engineer = await anEngineer(house);
  sectionOfficer = await anOfficer(house.test, [{ role: 'section-officer', scope: house.section }]);
  systemOfficer = await anOfficer(house.test, [{ role: 'system-officer' }]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const c2 = { grade: { confidentiality: 2, integrity: 1, availability: 1 } };

function apply(over: object = {}, terms: object = {}) {
  const { post, site } = house;
  return post(engineer.token, `/sites/${site}/take-outs`, aTakeOut(engineer.id, over, terms));
}

async function anApproved(terms: object = {}): Promise<string> {
  const { id } = (await apply({}, terms)).body;
  const { body } = await house.permit(sectionOfficer.token, id, 'approve');
  expect(body).toEqual({ state: 'approved', missing: [] });
  return id;
}

describe('the texts that an application rests on (METI 76, 79, 81)', () => {
  const text = { article: 'meti-76-1', title: '区域外での情報処理実施手順', document: '情セ第12号' };
  const layDown = (by: Officer, over: object) =>
    house.post(by.token, '/safety-texts', { ...text, from: '2026-04-01T00:00:00+09:00', ...over });
  const quotedBy = async (id: string) => (await house.permit(sectionOfficer.token, id)).body.quoted;

  it('are quoted with their versions, and shown as old once another is in force', async () => {
    const general = await anOfficer(house.test, [{ role: 'general-officer' }]);
    expect((await layDown(systemOfficer, { version: '第1版' })).status).toBe(403);
    expect((await layDown(general, { version: '第1版' })).status).toBe(201);
    expect(await lastEntryOf(house.test.pool, ministryLogId)).toMatchObject({
      kind: 'safety-text-laid-down',
      details: { article: 'meti-76-1', version: '第1版' },
    });
    const again = await layDown(general, { version: '第1版' });
    expect(again.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/version', '/from']);

    const { id } = (await apply()).body;
    const [processing] = await lastQuoted();
    const first = await quotedBy(id);
    expect(first).toMatchObject({ package: 'unified-h24-draft', edition: '平成24年度版（案）', old: false });
    expect(first.texts[0]).toMatchObject({ ...text, version: '第1版', old: false });
    expect(processing).not.toBeNull();
    // Nothing was laid down yet of what is done with devices that the ministry supplies.
    expect(first.texts).toContainEqual(
      expect.objectContaining({ article: 'meti-79', version: null, old: false }),
    );

    const next = { version: '第2版', from: '2026-04-06T10:00:00+09:00' };
    expect((await layDown(general, next)).status).toBe(201);
    expect((await quotedBy(id)).texts[0]).toMatchObject({ version: '第1版', old: false });
    house.test.clock.set(new Date('2026-04-06T01:00:00.000Z'));
    expect((await quotedBy(id)).texts[0]).toMatchObject({ version: '第1版', old: true });
    expect((await house.permit(sectionOfficer.token, id, 'approve')).status).toBe(200);
    const { body } = await house.permit(sectionOfficer.token, id);
    expect(body.quoted.texts[0]).toMatchObject({ version: '第1版', old: true });
    expect(body.rule.text).toMatchObject({ package: 'unified-h24-draft' });
    const later = (await apply()).body.id;
    expect((await quotedBy(later)).texts[0]).toMatchObject({ version: '第2版', old: false });
    const listed = (await house.get(engineer.token, '/safety-texts')).body.items;
    expect(listed.map((one: { inForce: boolean }) => one.inForce)).toEqual([true, false]);
    const said = await house.get(
      (await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }])).token,
      `/sites/${house.site}/records/things?from=2026-04-06&until=2026-04-20&number=${id}`,
    );
    expect(said.body.items).toMatchObject([
      {
        text: '統一技術基準 別表1・別表2 平成24年度版（案）、区域外での情報処理実施手順 第1版',
        basis: '別表2 項22',
      },
    ]);
  });

  it('are one more of a system that is taken out (76条2項), and of paper alone none of devices (79条)', async () => {
    const general = await anOfficer(house.test, [{ role: 'general-officer' }]);
    const ofSystems = { article: 'meti-76-2', title: '情報システムの持ち出し手順', document: '情セ第13号' };
    expect((await layDown(general, { ...ofSystems, version: '初版' })).status).toBe(201);
    const articlesBy = async (terms: object) => {
      const { id } = (await apply({}, terms)).body;
      const { texts } = await quotedBy(id);
      return texts.map(({ article, version }: { article: string; version: string | null }) => [
        article,
        version,
      ]);
    };
    expect(await articlesBy({ media: ['terminal'] })).toEqual([
      ['meti-76-1', expect.any(String)],
      ['meti-76-2', '初版'],
      ['meti-79', null],
    ]);
    expect(await articlesBy({ media: ['paper'], systems: undefined })).toEqual([
      ['meti-76-1', expect.any(String)],
    ]);
  });

  /** What the entry of the last application says that it quotes. */
  async function lastQuoted(): Promise<readonly (string | null)[]> {
    return (await lastEntryOf(house.test.pool, house.site)).details.texts;
  }
});

describe('processing outside', () => {
  it('of 機密性3 is told to need either officer of the unit, and no zone has a say in it', async () => {
    const { section } = house;
    const { status, body } = await apply();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'requested',
      rule: {
        track: 'permission',
        lines: [{ row: 't2r22', zone: null, class: 0, value: 'permission' }],
        needs: [{ zone: null, unit: section, anyOf: ['system-officer', 'section-officer'] }],
      },
    });
  });

  it('is permitted by one of the two, of that unit, who is nobody it is for', async () => {
    const { test, otherSection, zoneOfficer, permit } = house;
    const elsewhere = await anOfficer(test, [{ role: 'section-officer', scope: otherSection }]);
    const { id } = (await apply()).body;
    expect((await permit(elsewhere.token, id, 'approve')).status).toBe(403);
    expect((await permit(zoneOfficer.token, id, 'approve')).status).toBe(404);
    expect((await permit(systemOfficer.token, id, 'approve')).body.state).toBe('approved');
    const { post, site } = house;
    const theirs = await post(sectionOfficer.token, `/sites/${site}/take-outs`, aTakeOut(sectionOfficer.id));
    const own = await permit(sectionOfficer.token, theirs.body.id, 'approve');
    expect(own.body.type).toContain('self-approval');
  });

  it('of 機密性2 alone is notified, effective on receipt, and revoked by whoever the row names', async () => {
    const { zoneOfficer, permit } = house;
    const { body } = await apply({}, c2);
    expect(body).toMatchObject({ state: 'filed', rule: { track: 'notification', needs: [] } });
    expect((await permit(zoneOfficer.token, body.id, 'revoke', { reason: '例' })).status).toBe(404);
    const revoked = await permit(sectionOfficer.token, body.id, 'revoke', { reason: '格付けを見直した' });
    expect(revoked.body).toEqual({ state: 'revoked' });
    expect((await permit(engineer.token, body.id, 'start')).status).toBe(409);
  });

  it('is recorded where nothing is asked', async () => {
    const none = { grade: { confidentiality: 1, integrity: 1, availability: 1 } };
    const { body } = await apply({}, none);
    expect(body).toMatchObject({ state: 'filed', rule: { track: 'free', lines: [] } });
    expect((await house.permit(engineer.token, body.id)).body.reportDue).toBeNull();
  });

  it('is for staff, and asks why it is the least that is needed', async () => {
    const { make, section } = house;
    const contract = await make('/contracts', {
      company: '関東保守株式会社',
      purpose: '保守',
      organisationId: section,
      validFrom: '2026-04-01T00:00:00+09:00',
      validUntil: '2027-04-01T00:00:00+09:00',
    });
    const outsider = await contractorOf(house, contract, '保守 三郎');
    const { status, body } = await apply({ persons: [engineer.id, outsider] });
    expect([status, body.errors.map(({ at }: { at: string }) => at)]).toEqual([422, ['/persons/1']]);
    expect((await apply({}, { minimum: '　' })).status).toBe(400);
    expect((await apply({ zones: ['office'] })).status).toBe(400);
  });

  it('says what was taken where, to whoever reads it', async () => {
    const { permit } = house;
    const id = await anApproved();
    expect((await permit(engineer.token, id, 'start')).body).toEqual({ state: 'in-use' });
    const { body } = await permit(sectionOfficer.token, id);
    expect(body).toMatchObject({
      zones: [],
      kindSays: '区域外での情報処理・持ち出し',
      persons: [engineer.id],
    });
    expect(body.terms).toEqual(aTakeOut(engineer.id).terms);
    expect(body.reportDue).toBe('2026-04-13T15:00:00.000Z');
    const entry = await lastEntryOf(house.test.pool, house.site);
    expect(entry).toMatchObject({ kind: 'permit-started', subject: { permit: id, person: engineer.id } });
    expect(entry.subject.to).toBeUndefined();
  });

  it('is returned and applied for anew with a grade that is notified', async () => {
    const { post, site, permit } = house;
    const { id } = (await apply()).body;
    await permit(sectionOfficer.token, id, 'return', { reason: '図面は機密性2' });
    const url = `/sites/${site}/take-outs/${id}/resubmit`;
    const again = await post(engineer.token, url, aTakeOut(engineer.id, {}, c2));
    expect(again.body).toMatchObject({ id, state: 'filed', rule: { track: 'notification' } });
  });
});

describe('the report of its end', () => {
  it('is owed by what counted already, which is not withdrawn', async () => {
    const { permit } = house;
    const { id } = (await apply({}, c2)).body;
    const early = (await apply({ from: '2026-04-08T09:00:00+09:00' }, c2)).body.id;
    expect((await permit(engineer.token, early, 'withdraw')).body).toEqual({ state: 'withdrawn' });
    expect((await permit(engineer.token, id, 'withdraw')).body.detail).toContain('終了報告');
    expect((await permit(engineer.token, id, 'close', { report: '行かなかった' })).status).toBe(200);
  });

  it('has a date, or the end is too far', async () => {
    const { body } = await apply({ from: '9999-12-01T00:00:00Z', until: '9999-12-31T00:00:00Z' });
    expect(body.errors).toMatchObject([{ at: '/until' }]);
  });

  const waive = (who: Officer, id: string) =>
    house.permit(who.token, id, 'waive-report', { reason: '短時間' });

  it('is waived beforehand of 機密性2 alone, by whoever answers for the unit', async () => {
    const { test, site, zoneOfficer, permit } = house;
    const { id } = (await apply({}, c2)).body;
    expect((await waive(zoneOfficer, id)).status).toBe(404);
    expect((await waive(sectionOfficer, id)).body).toEqual({ state: 'filed' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'permit-report-waived',
      subject: { permit: id, person: engineer.id },
    });
    expect((await permit(engineer.token, id)).body.reportDue).toBeNull();
    expect((await waive(sectionOfficer, id)).status).toBe(409);
    test.clock.set(new Date('2026-05-01T00:00:00.000Z'));
    expect((await permit(engineer.token, id)).body.conditions.map(({ is }: { is: string }) => is)).toEqual([
      'expired',
    ]);
  });

  it('is not waived of anything else, nor once it is due', async () => {
    const { body } = await waive(sectionOfficer, await anApproved());
    expect(body).toMatchObject({ status: 409, detail: expect.stringContaining('機密性2だけ') });
    const { id } = (await apply({}, c2)).body;
    house.test.clock.set(new Date('2026-04-13T15:00:00.000Z'));
    expect((await waive(sectionOfficer, id)).body.detail).toContain('期限の前に限ります');
  });

  it('stays waived where the end is moved', async () => {
    const { permit } = house;
    const { id } = (await apply({}, c2)).body;
    await waive(sectionOfficer, id);
    const until = '2026-04-20T00:00:00+09:00';
    const extended = await permit(sectionOfficer.token, id, 'extend', { until, reason: '延泊' });
    expect(extended.body).toEqual({ state: 'filed' });
    expect((await permit(engineer.token, id)).body).toMatchObject({ reportDue: null });
  });

  it('is moved with the end by nobody but who answers for it', async () => {
    const { zoneOfficer, permit } = house;
    const { id } = (await apply({}, c2)).body;
    const change = { until: '2026-04-20T00:00:00+09:00', reason: '延泊' };
    expect((await permit(zoneOfficer.token, id, 'extend', change)).status).toBe(404);
    await permit(sectionOfficer.token, id, 'extend', change);
    expect((await permit(engineer.token, id)).body.reportDue).toBe('2026-04-22T15:00:00.000Z');
  });
});
