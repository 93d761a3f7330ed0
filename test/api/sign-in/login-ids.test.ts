import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { ownPassword, signInFirst } from '../../support/a-session.ts';
import { entriesOf, lastEntryOf, toldByTime } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { rowsAsOwner } from '../../support/as-owner.ts';
import { authenticator } from '../../support/authenticator.ts';
import {
  aColleague,
  aContractor,
  joinUnit,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';

/** 統一技術基準 2.2.1.3(2), METI 24: how a person comes to a login id (識別コード) and leaves it. */

let house: PeopleHouse;
let rights: Officer;
let security: Officer;
let section: Officer;
beforeAll(async () => {
  house = await startPeopleHouse();
  const { test } = house;
  rights = await anOfficer(test, [{ role: 'rights-admin' }]);
  security = await anOfficer(test, [{ role: 'security-officer' }]);
  section = await anOfficer(test, [{ role: 'section-officer', scope: house.section }]);
});
afterAll(() => house.test.close());

const post = ({ token }: Pick<Officer, 'token'>, url: string, payload: object = {}) =>
  house.post(token, url, payload);
const reason = { reason: '着任が延びたため' };
const later = (seconds: number) => {
  const { clock } = house.test;
  clock.set(new Date(clock.now().getTime() + seconds * 1_000));
};
const unknown = (url: string, payload: object) =>
  house.test.ask(undefined, { method: 'POST', url: `/api/v1${url}`, payload });
const apply = (by: Officer, loginId: string, person: string, organisation = house.section) =>
  post(by, '/sign-in-applications', { loginId, person, organisation, ground: 'appointment' });
const approve = (by: Officer, id: string) => post(by, `/sign-in-applications/${id}/approve`);
const issue = (application?: string, by = rights) => post(by, '/sign-in-accounts', { application });

/** An application that another approved; its id. */
async function approved(loginId: string, person: string): Promise<string> {
  const { status, body } = await apply(section, loginId, person);
  expect(status, JSON.stringify(body)).toBe(201);
  expect((await approve(security, body.id)).status).toBe(200);
  return body.id;
}

async function kindsOf(person: string): Promise<readonly string[]> {
  const entries = await entriesOf(house.test.pool, ministryLogId);
  const texts = entries.filter(({ kind }) => kind !== toldByTime).map(({ text }) => JSON.parse(text));
  return texts.filter(({ subject }) => subject?.person === person).map(({ kind }) => kind);
}

describe('AT-305 2.2.1.3(2)(a), METI 24(4): a login id', () => {
  it('is issued by nobody without an application that another approved', async () => {
    const person = await aColleague(house);
    const without = { status: 422, body: { errors: [{ at: '/application' }] } };
    expect(await issue()).toMatchObject(without);
    expect(await issue('01900000-0000-7000-8000-0000000000ff')).toMatchObject(without);
    const { body } = await apply(section, 'shinsei.a', person);
    expect((await issue(body.id)).status).toBe(409);
    expect((await approve(security, body.id)).body).toEqual({ state: 'approved' });
    expect(await issue(body.id)).toMatchObject({ status: 200, body: { loginId: 'shinsei.a' } });
    expect((await issue(body.id)).status).toBe(409);
  });

  it('is not issued once its application was rejected or withdrawn', async () => {
    const [one, other] = [await aColleague(house), await aColleague(house)];
    const rejected = (await apply(section, 'shinsei.b', one)).body.id;
    await post(security, `/sign-in-applications/${rejected}/reject`, reason);
    expect((await issue(rejected)).status).toBe(409);
    const withdrawn = await approved('shinsei.b', other);
    expect((await post(rights, `/sign-in-applications/${withdrawn}/withdraw`, reason)).status).toBe(200);
    expect((await issue(withdrawn)).status).toBe(409);
  });

  it('is approved neither by whoever applied nor by whom it is for, and issued by nobody for themselves', async () => {
    const { id: person } = rights;
    const { body } = await apply(security, 'jibun.a', person);
    for (const one of [security, rights]) {
      expect((await approve(one, body.id)).body.type, one.id).toBe('/problems/self-approval');
    }
    const general = await anOfficer(house.test, [{ role: 'general-officer' }]);
    expect((await approve(general, body.id)).status).toBe(200);
    expect((await issue(body.id)).body.type).toBe('/problems/self-approval');
  });

  it('is applied for by a 課室 for its own people, those under its contracts among them, and seen by it', async () => {
    const { person } = await aContractor(house);
    const stranger = await aColleague(house);
    const url = '/sign-in-applications';
    expect((await apply(section, 'kashitsu.a', stranger, house.otherSection)).status).toBe(403);
    expect(await apply(rights, 'kashitsu.a', stranger, house.otherSection)).toMatchObject({
      status: 422,
      body: { errors: [{ at: '/organisation' }] },
    });
    const { body } = await apply(section, 'itaku.a', person);
    const own = (await house.get(section.token, `${url}?limit=200`)).body.items;
    expect(own.map(({ appliedBy }: Record<string, string>) => appliedBy)).not.toContain(rights.id);
    expect(own.at(-1)).toMatchObject({ id: body.id, state: 'requested', person });
    expect((await apply(rights, 'itaku.a', stranger)).status).toBe(409);
    expect((await apply(rights, 'itaku.b', person)).status).toBe(409);
    const colleague = await anOfficer(house.test, [{ role: 'section-officer', scope: house.otherSection }]);
    expect((await post(colleague, `${url}/${body.id}/withdraw`, reason)).status).toBe(404);
    expect((await post(section, `${url}/${body.id}/withdraw`, reason)).status).toBe(200);
  });
});

describe('AT-306 2.2.1.3(2)(b), METI 24(1)(5): whether a login id is shared', () => {
  it('is said when it is issued, on its slip and at the first sign-in, which is its receipt', async () => {
    const { id } = await anOfficer(house.test, []);
    await joinUnit(house, { id }, house.section);
    const says = 'この識別コードは共用ではありません。';
    const issued = (await issue(await approved('juryou.a', id))).body;
    expect(issued).toMatchObject({ isShared: false, says: expect.stringContaining(says) });
    const slip = async () => (await house.get(rights.token, '/sign-in-accounts/juryou.a/slip')).body;
    const before = await slip();
    for (const words of [says, '総務課', '採用・着任', '受領</th><td>まだ']) expect(before).toContain(words);
    expect(before).not.toContain(issued.secret);
    const { answer } = await signInFirst(house.test, { loginId: 'juryou.a', secret: issued.secret });
    const at = house.test.clock.now().toISOString();
    expect(answer.body.received).toMatchObject({ at, says: expect.stringContaining(says) });
    expect(await slip()).not.toContain('まだ');
    const again = await unknown('/sign-in', { loginId: 'juryou.a', password: ownPassword, notice: 0 });
    expect(again.body).toMatchObject({ received: null });
    expect(await kindsOf(id)).toEqual([
      ...['token-created', 'account-applied-for', 'account-application-approved', 'account-issued'],
      ...['password-changed', 'account-received', 'signed-in', 'signed-in'],
    ]);
  });
});

describe('AT-308, AT-316 2.2.1.3(2)(c)(イ)(g)(ウ): a login id', () => {
  it('is for no name of nobody, and for no login id that anybody ever had', async () => {
    const person = await aColleague(house);
    for (const loginId of ['admin', 'root', 'test', 'Test-1', 'ab']) {
      expect((await apply(section, loginId, person)).status, loginId).toBe(422);
    }
    expect((await issue(await approved('kato.j', person))).status).toBe(200);
    expect((await apply(section, 'kato.k', person)).status).toBe(409);
    await post(rights, '/sign-in-accounts/kato.j/end', { reason: '異動' });
    expect((await apply(section, 'kato.j', person)).status).toBe(409);
    expect((await apply(section, 'Ｋato.J', await aColleague(house))).status).toBe(409);
  });
});

describe('AT-303 2.2.1.3(1)(b)(イ): whoever forgot their password', () => {
  const next = '夜の 港で 遠くに 聞いた 古い歌';

  /** Somebody who signed in, with an app and recovery codes of theirs. */
  async function somebody(loginId: string) {
    const { id, token } = await anOfficer(house.test, []);
    const { secret } = (await issue(await approved(loginId, id))).body;
    await signInFirst(house.test, { loginId, secret });
    const app = (await post({ token }, '/own/totp')).body.secret;
    const code = () => authenticator(app, house.test.clock.now());
    const { recoveryCodes } = (await post({ token }, '/own/totp/confirm', { code: code() })).body;
    later(30);
    return { loginId, code, recoveryCodes: recoveryCodes as readonly string[] };
  }
  const reset = (payload: object) => unknown('/sign-in/password-reset', { newPassword: next, ...payload });
  const allow = (isAllowed: boolean) =>
    post(house.admin, '/access-settings/password-reset', { isAllowed, reason: '夜間のため' });

  it('sets another by their app and a recovery code, where the ministry lets them, and by neither alone', async () => {
    const { loginId, code, recoveryCodes } = await somebody('wasure.a');
    const [recoveryCode = '', second = ''] = recoveryCodes;
    const shown = () => ({ loginId, code: code(), recoveryCode });
    expect((await reset(shown())).status).toBe(403);
    expect((await allow(true)).status).toBe(201);
    const wrong = await reset({ ...shown(), code: '000000' });
    expect(wrong.status).toBe(401);
    expect((await reset({ ...shown(), loginId: 'inai.x' })).body.detail).toBe(wrong.body.detail);
    expect((await reset({ ...shown(), newPassword: 'short' })).body).toMatchObject({
      errors: [{ at: '/newPassword' }],
    });
    const { challenge } = (await unknown('/sign-in', { loginId, password: ownPassword, notice: 0 })).body;
    const third = { challenge, factor: 'recovery-code', code: recoveryCodes[2] };
    expect((await unknown('/sign-in/second-factor', third)).status).toBe(200);
    expect(await reset(shown())).toMatchObject({ status: 200, body: { sessionsEnded: 1 } });
    expect((await unknown('/sign-in', { loginId, password: ownPassword, notice: 0 })).status).toBe(401);
    later(30);
    expect((await reset(shown())).status).toBe(401);
    const { status, body } = await unknown('/sign-in', { loginId, password: next, notice: 0 });
    expect([200, 202]).toContain(status);
    const entered =
      status === 200
        ? body
        : (
            await unknown('/sign-in/second-factor', {
              ...{ challenge: body.challenge },
              factor: 'recovery-code',
              code: second,
            })
          ).body;
    expect(entered.passwordResetAt).not.toBeNull();
  });

  it('is slowed as whoever guesses a password is', async () => {
    await allow(true);
    const { loginId, code } = await somebody('wasure.b');
    const answers = [];
    for (let nth = 0; nth < 4; nth += 1)
      answers.push(await reset({ loginId, code: code(), recoveryCode: 'x' }));
    expect(answers.map(({ status }) => status)).toContain(429);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('AT-315 2.2.1.3(2)(g)(イ): the record of who was given a login id', () => {
  const loginId = 'sakujo.a';
  const ask = (by: Officer) => post(by, '/account-deletions', { loginId, reason: '離任から5年が過ぎたため' });
  const confirm = (by: Officer, id: string) => post(by, `/account-deletions/${id}/confirm`);

  it('is deleted by no hand alone, and leaves the login id as nobody’s, which nobody is given again', async () => {
    const person = await aColleague(house);
    await issue(await approved(loginId, person));
    expect((await ask(rights)).status).toBe(409);
    await post(rights, `/sign-in-accounts/${loginId}/end`, { reason: '離任' });
    const { status, body } = await ask(rights);
    expect(status, JSON.stringify(body)).toBe(202);
    for (const by of [rights, section]) {
      expect((await confirm(by, body.proposal.id)).status, by.id).toBe(403);
    }
    const byHand = house.test.pool.query('delete from sign_in_accounts where login_id = $1', [loginId]);
    await expect(byHand).rejects.toMatchObject({ code: '42501' });
    const found = async () => {
      const { items } = (await house.get(rights.token, '/sign-in-accounts?limit=200')).body;
      return items.find((one: Record<string, string>) => one.loginId === loginId);
    };
    expect(await found()).toMatchObject({ person, deletedAt: null });
    expect((await confirm(security, body.proposal.id)).status).toBe(200);
    expect(await found()).toMatchObject({ person: null, deletedAt: house.test.clock.now().toISOString() });
    const kept = `select login_id from sign_in_passwords where login_id = '${loginId}'
      union all select login_id from sign_in_applications where person_id = '${person}'`;
    expect(await rowsAsOwner(house.test, kept)).toEqual([]);
    expect(await lastEntryOf(house.test.pool, ministryLogId)).toMatchObject({
      ...{ kind: 'account-deleted', actor: { id: security.id }, subject: { proposer: rights.id } },
    });
    expect((await apply(section, loginId, await aColleague(house))).status).toBe(409);
    expect((await ask(rights)).status).toBe(409);
  });
});

describe('AT-311 2.2.1.3(2)(d), METI 24(7): a roster (人事異動)', () => {
  const number = (nth: number) => `R${900 + nth}`;

  it('changes nothing until another officer has reviewed it, and then all of it at once', async () => {
    const { make, test } = house;
    const [unit, other] = [
      await make('/organisations', { name: '企画課', kind: 'section' }),
      await make('/organisations', { name: '広報課', kind: 'section' }),
    ];
    const hire = (nth: number) =>
      make('/persons', {
        kind: 'staff',
        name: `職員${nth}`,
        organisationId: unit,
        employeeNumber: number(nth),
      });
    const [, mover, leaver] = [await hire(0), await hire(1), await hire(2)];
    const give = async (id: string, role: string) =>
      (await post(house.admin, '/role-assignments', { holder: { type: 'person', id }, role })).body.id;
    const [kept] = [await give(mover, 'auditor'), await give(mover, 'csirt'), await give(leaver, 'ciso')];
    const { body: asked } = await apply(rights, 'idou.r', leaver, unit);
    await approve(security, asked.id);
    await issue(asked.id);
    const line = (nth: number, organisationId = unit) => {
      return { employeeNumber: number(nth), name: `職員${nth}`, organisationId };
    };
    const roster = {
      persons: [line(0), line(1, other), line(3)],
      ...{ organisations: [unit], effectiveOn: '2026-04-07', keepRoles: [kept], reason: '4月7日付け' },
    };
    const propose = () => post(rights, '/roster-transfers', roster);
    const confirm = (by: Officer, id: string) => post(by, `/roster-transfers/${id}/confirm`);
    const seen = async () => {
      const { items } = (await house.get(rights.token, '/persons?limit=200')).body;
      const shown = items.filter(({ employeeNumber = '' }) => employeeNumber?.startsWith('R90'));
      const people = shown.map((one: Record<string, string>) => [
        one.employeeNumber,
        one.organisationId,
        one.state,
      ]);
      const roles = (await house.get(rights.token, '/role-assignments?limit=200')).body.items;
      const held = roles.filter(({ holder }: Record<string, string>) =>
        [mover, leaver].includes(String(holder)),
      );
      return { people, roles: held.map(({ role }: Record<string, string>) => role) };
    };
    const announced = await post(rights, '/roster-transfers', { ...roster, effectiveOn: '2026-06-01' });
    expect(announced.body.proposal.expiresAt).toBe('2026-06-14T15:00:00.000Z');
    const before = await seen();
    const { status, body } = await propose();
    expect(status, JSON.stringify(body)).toBe(202);
    const told = { joins: 1, moves: 1, changes: 1, leaves: 1, same: 1, rolesEnd: 2, loginIdsEnd: 1 };
    expect(body.changes).toMatchObject(told);
    const shown = (await house.get(security.token, `/roster-transfers/${body.proposal.id}`)).body;
    expect(shown).toMatchObject({
      joins: [{ employeeNumber: number(3) }],
      changes: [{ person: mover, fromOrganisation: unit, toOrganisation: other, isMoved: true }],
      leaves: [{ person: leaver }],
      loginIdsEnd: ['idou.r'],
    });
    expect((await confirm(rights, body.proposal.id)).body.type).toBe('/problems/self-approval');
    expect((await confirm(security, body.proposal.id)).status).toBe(409);
    later(15 * 3_600);
    await give(leaver, 'auditor');
    expect((await confirm(security, body.proposal.id)).status).toBe(412);
    expect((await seen()).people).toEqual(before.people);
    const again = (await propose()).body;
    expect(await seen()).toEqual({ ...before, roles: [...before.roles, 'auditor'] });
    expect(await confirm(security, again.proposal.id)).toMatchObject({
      status: 200,
      body: { ...told, rolesEnd: 3 },
    });
    expect(await seen()).toEqual({
      people: [
        [number(0), unit, 'active'],
        [number(1), other, 'active'],
        [number(2), unit, 'left'],
        [number(3), unit, 'active'],
      ],
      roles: ['auditor'],
    });
    const kinds = (await entriesOf(test.pool, ministryLogId))
      .slice(-5)
      .map(({ text }) => JSON.parse(text).kind);
    expect(kinds).toEqual(['roster-transferred', 'role-ended', 'role-ended', 'role-ended', 'account-ended']);
    expect((await propose()).status).toBe(409);
  });
});
