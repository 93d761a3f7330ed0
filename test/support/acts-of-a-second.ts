import { saveRecoveryCodes } from '../../src/sign-in/second-factor/save-recovery-codes.ts';
import { anApproval } from './an-approval.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { asSystem } from './as-system.ts';
import type { PeopleHouse } from './people-house.ts';
import { succeeding } from './succeeding.ts';
import type { TestAnswer } from './test-app.ts';

/** What the first person of an act of two begins; and the act of the second, by their token. */
type ActOfTwo = (first: Officer) => Promise<(second: string) => Promise<TestAnswer>>;

/** The roles by which somebody may be either person of every act below, and give roles. */
export const rolesOfTwo = [
  { role: 'rights-admin' },
  { role: 'general-officer' },
  { role: 'security-officer' },
] as const;

const period = { from: '2026-05-01T00:00:00+09:00' } as const;
const until = '2026-12-31T00:00:00+09:00';
let nth = 0;

/**
 * What one person begins and another makes count, but for 許可 of every kind (`whose-permit.test.ts`) and the plan (`plan-proposals.test.ts`): by
 * the path of the operation of the second.
 */
export function actsOfASecond({
  test,
  site,
  section,
  admin,
  post,
}: PeopleHouse): Readonly<Record<string, ActOfTwo>> {
  const made = succeeding(test);
  const determination = ({ token }: Pick<Officer, 'token'>, value: string) =>
    made.post(token, '/determinations', {
      ...{ organisation: section, row: 't1r34', class: 3, value, words: '定める', basis: '決定' },
      from: period.from,
    });
  return {
    '/determinations/{determination}/adopt': async (first) => {
      const id = await determination(first, 'required');
      return (second) => post(second, `/determinations/${id}/adopt`, {});
    },
    '/factor-removals/{proposal}/confirm': async ({ token }) => {
      const lost = await anOfficer(test, []);
      nth += 1;
      const loginId = `nakushita.${nth}`;
      const application = await anApproval(test, { loginId, person: lost.id });
      await made.send('POST', admin.token, '/sign-in-accounts', { application });
      await asSystem(test.pool, ({ db }) => saveRecoveryCodes(db, loginId));
      const { body } = await made.send('POST', token, '/factor-removals', { loginId, reason: '紛失' });
      return (second) => post(second, `/factor-removals/${body.proposal.id}/confirm`);
    },
    '/account-deletions/{proposal}/confirm': async ({ token }) => {
      nth += 1;
      const loginId = `yameta.${nth}`;
      const { id } = await anOfficer(test, []);
      const application = await anApproval(test, { loginId, person: id });
      await made.send('POST', admin.token, '/sign-in-accounts', { application });
      await made.send('POST', admin.token, `/sign-in-accounts/${loginId}/end`, { reason: '退職' });
      const { body } = await made.send('POST', token, '/account-deletions', { loginId, reason: '経過' });
      return (second) => post(second, `/account-deletions/${body.proposal.id}/confirm`);
    },
    '/roster-transfers/{proposal}/confirm': async ({ token }) => {
      nth += 1;
      const line = { employeeNumber: `SHINKI${nth}`, name: '新規 太郎', organisationId: section };
      const roster = { persons: [line], organisations: [], effectiveOn: '2026-04-01', reason: '新規' };
      const { body } = await made.send('POST', token, '/roster-transfers', roster);
      return (second) => post(second, `/roster-transfers/${body.proposal.id}/confirm`);
    },
    '/sign-in-applications/{application}/approve': async ({ token }) => {
      const person = (await anOfficer(test, [])).id;
      nth += 1;
      const draft = { loginId: `moushikomi.${nth}`, person, organisation: section, ground: 'appointment' };
      const id = await made.post(token, '/sign-in-applications', draft);
      return (second) => post(second, `/sign-in-applications/${id}/approve`);
    },
    '/retention/proposals/{proposal}/confirm': async ({ token }) => {
      nth += 1;
      const decision = { recordClass: 'visit', days: 2_000 - nth, basis: '基準', document: '令8第1号' };
      const { body } = await made.send('POST', token, '/retention/decisions', decision);
      return (second) => post(second, `/retention/proposals/${body.proposal.id}/confirm`);
    },
    '/sites/{site}/seal-proposals/{proposal}/confirm': async ({ token }) => {
      nth += 1;
      const at = `/sites/${site}`;
      const draft = { name: `端末 ${nth}`, place: '本館1階', shiftEnds: [], isKeptAtNight: false };
      const console = await made.post(admin.token, `${at}/consoles`, draft);
      const { body } = await made.send('POST', token, `${at}/consoles/${console}/seal`, { reason: '更新' });
      return (second) => post(second, `${at}/seal-proposals/${body.id}/confirm`);
    },
    '/sites/{site}/restricted-persons/{restricted}/approve': async ({ token }) => {
      const entry = { name: '見本 太郎', basis: '退去命令', until };
      const id = await made.post(token, `/sites/${site}/restricted-persons`, entry);
      return (second) => post(second, `/sites/${site}/restricted-persons/${id}/approve`);
    },
    '/sites/{site}/press-organisations/{organisation}/approve': async ({ token }) => {
      nth += 1;
      const entry = { name: `見本新聞社 ${nth}`, club: true, basis: '加盟', until };
      const id = await made.post(token, `/sites/${site}/press-organisations`, entry);
      return (second) => post(second, `/sites/${site}/press-organisations/${id}/approve`);
    },
    '/sites/{site}/press-organisations/{organisation}/persons/approve': async ({ token }) => {
      nth += 1;
      const at = `/sites/${site}/press-organisations`;
      const paper = { name: `見本通信社 ${nth}`, club: true, basis: '加盟', until };
      const organisation = await made.post(token, at, paper);
      await made.post(admin.token, `${at}/${organisation}/approve`);
      const entered = { persons: [{ name: '鈴木 次郎', sort: 'reporter' }], basis: '届出', until };
      const { body } = await made.send('POST', token, `${at}/${organisation}/persons`, entered);
      return (second) => post(second, `${at}/${organisation}/persons/approve`, { persons: body.ids });
    },
  };
}
