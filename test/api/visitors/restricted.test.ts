import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { loadVisits } from '../../../src/visitors/registry/visit-rows.ts';
import { findStopped } from '../../../src/visitors/restricted/find-stopped.ts';
import { aMember, anIdentity, aPlacedVisit, aVisit } from '../../support/a-visit.ts';
import { entriesOf, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';
import { aMachine } from '../../support/test-app.ts';

let house: PeopleHouse;
let guard: Officer;
let officer: Officer;
let reception: Officer;

beforeAll(async () => {
  house = await startPeopleHouse();
  const { test, site: siteId } = house;
  guard = await anOfficer(test, [{ role: 'guard', siteId }]);
  reception = await anOfficer(test, [{ role: 'reception', siteId }]);
  officer = await anOfficer(test, [{ role: 'security-officer', siteId }]);
});
afterAll(() => house.test.close());

const list = () => `/sites/${house.site}/restricted-persons`;
const matches = () => `/sites/${house.site}/restricted-matches`;

const draft = (over: object = {}) => ({
  name: '渡邉 剛',
  aliases: ['渡瀬 剛'],
  basis: '令和8年4月1日 庁舎管理者決定',
  until: '2027-04-01T00:00:00+09:00',
  ...over,
});

async function entered(over: object = {}, by = guard): Promise<string> {
  const { status, body } = await house.post(by.token, list(), draft(over));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

const approve = (id: string, by: Officer | undefined = officer) =>
  house.post(by.token, `${list()}/${id}/approve`);
const end = (id: string, by: Officer) =>
  house.post(by.token, `${list()}/${id}/end`, { reason: '期限前に解く' });

async function aVisitorNamed(name: string, affiliation = '個人') {
  const member = aMember({ identity: anIdentity({ name, affiliation }) });
  const placed = aPlacedVisit(house.host.id, { members: [member] });
  await aVisit(house.test, house.site, placed);
  return { member: member.memberId, visit: placed.visitId };
}

async function isStopped({ member, visit }: { readonly member: string; readonly visit: string }) {
  const db = databaseOf(house.test.pool);
  const [whole] = await loadVisits(db, house.site, [visit]);
  const members = (whole?.members ?? []).flatMap(({ memberId, identity }) =>
    identity === undefined ? [] : [{ ...identity, memberId }],
  );
  return (await findStopped(db, house.site, members, house.test.clock.now())).has(member);
}

describe('the list of 立入制限対象者', () => {
  it('stops nobody before another person has approved the entry, and nobody after its end', async () => {
    const visitor = await aVisitorNamed('渡辺　剛');
    const id = await entered();
    expect(await isStopped(visitor)).toBe(false);
    expect((await approve(id, guard)).status).toBe(403);
    expect((await approve(id)).body).toEqual({ state: 'in-force' });
    expect(await isStopped(visitor)).toBe(true);
    expect(await isStopped(await aVisitorNamed('渡瀬剛'))).toBe(true);
    expect(await isStopped(await aVisitorNamed('佐藤 花子'))).toBe(false);
    expect((await end(id, guard)).status).toBe(403);
    expect((await end(id, officer)).body).toEqual({ state: 'ended' });
    expect(await isStopped(visitor)).toBe(false);
  });

  it('runs out by itself', async () => {
    const visitor = await aVisitorNamed('有働 期一');
    const { clock } = house.test;
    const until = new Date(clock.now().getTime() + 60_000).toISOString();
    const id = await entered({ name: '有働 期一', aliases: [], until });
    await approve(id);
    expect(await isStopped(visitor)).toBe(true);
    clock.set(new Date(until));
    expect(await isStopped(visitor)).toBe(false);
    const shown = (await house.get(guard.token, list())).body.items;
    expect(shown.find((one: { id: string }) => one.id === id)).toMatchObject({
      state: 'expired',
      says: '期限切れ',
    });
  });

  it('is entered and approved by persons, never twice by one', async () => {
    const machine = await aMachine(house.test, 'gate', [{ role: 'guard', siteId: house.site }]);
    expect((await house.post(machine, list(), draft())).status).toBe(403);
    const own = await entered({}, officer);
    expect((await approve(own)).body.type).toBe('/problems/self-approval');
    expect((await end(own, officer)).status).toBe(200);
  });

  it('refuses an entry that names nobody or has run out', async () => {
    const wrong = { name: null, aliases: [], organisation: '株式会社', until: '2020-01-01T00:00:00Z' };
    const { status, body } = await house.post(guard.token, list(), draft(wrong));
    expect(status).toBe(422);
    expect(body.errors.map(({ at }: { at: string }) => at)).toEqual(['/organisation', '/until']);
    const nobody = await house.post(guard.token, list(), draft({ name: null, aliases: [] }));
    expect(nobody.body.errors[0].at).toBe('/name');
  });

  it('is read by guards and officers; the desk and the host do not read it', async () => {
    for (const { token } of [reception, house.host]) {
      expect((await house.get(token, list())).status).toBe(403);
      expect((await house.get(token, matches())).status).toBe(403);
      expect((await house.post(token, list(), draft())).status).toBe(403);
    }
    const id = await entered({ name: '見出 太' });
    const { body } = await house.get(guard.token, list());
    expect(body.items.find((one: { id: string }) => one.id === id)).toMatchObject({
      name: '見出 太',
      basis: draft().basis,
      state: 'proposed',
      says: '承認待ち',
      may: [
        { step: 'approve', says: '承認する', by: ['ciso', 'general-officer', 'security-officer'] },
        { step: 'end', says: '終わらせる', by: ['ciso', 'general-officer', 'security-officer'] },
      ],
    });
    expect(body.names[guard.id]).toBeDefined();
  });

  it('names no one in the log: an entry holds ids, its words stand apart', async () => {
    const id = await entered({ name: '紙 記録' });
    const last = await lastEntryOf(house.test.pool, house.site);
    expect(last).toMatchObject({ kind: 'restricted-person-entered', details: { restricted: id } });
    expect(last.personal).toMatch(/^[0-9a-f]{64}$/);
    for (const { text } of await entriesOf(house.test.pool, house.site))
      expect(text).not.toContain('紙 記録');
  });
});

describe('a false match', () => {
  it('is cleared for that visit alone, by a named person, once', async () => {
    const first = await aVisitorNamed('同姓 同名');
    const second = await aVisitorNamed('同姓 同名');
    const id = await entered({ name: '同姓 同名', aliases: [] });
    await approve(id);
    const clear = (token: string, { member, visit } = first) =>
      house.post(token, `${list()}/${id}/clear`, { visit, member, found: '生年が違う' });
    expect((await clear(reception.token)).status).toBe(403);
    expect((await clear(guard.token)).status).toBe(200);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'restricted-match-cleared',
      actor: { type: 'person', id: guard.id },
      subject: { visit: first.visit, person: first.member },
    });
    expect(await isStopped(first)).toBe(false);
    expect(await isStopped(second)).toBe(true);
    expect((await clear(guard.token)).status).toBe(409);
    const elsewhere = { member: first.member, visit: second.visit };
    expect((await clear(guard.token, elsewhere)).status).toBe(404);

    const { body } = await house.get(guard.token, `${matches()}?on=2026-04-06`);
    const shown = body.items.filter((one: { restricted: string }) => one.restricted === id);
    expect(shown).toMatchObject([
      { member: first.member, by: 'name', state: 'announced', clearedBy: guard.id },
      { member: second.member, by: 'name', state: 'announced', clearedBy: null },
    ]);
  });

  it('is nothing to clear where nobody is matched', async () => {
    const visitor = await aVisitorNamed('別人 です');
    const id = await entered({ name: '対象 者' });
    await approve(id);
    const { status } = await house.post(officer.token, `${list()}/${id}/clear`, {
      ...visitor,
      found: '別人',
    });
    expect(status).toBe(409);
  });
});
