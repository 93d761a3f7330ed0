import { groupBy } from '../../kernel/group-by.ts';
import { simulatedPasses } from '../demo-passes.ts';
import { simulatedFirms } from './expect-visits.ts';
import { parsePasses } from './front-desk.ts';
import type { PersonClient } from './person-client.ts';

type Arrival = {
  readonly member: string;
  readonly visit: string;
  readonly day: string;
  readonly state: string | null;
  readonly affiliation: string | null;
};

const reason = '見本の一日が途中で終わった';
const limit = 200;

/**
 * Ends what an earlier day left, as a desk does in the morning: whoever is still inside (nobody saw them go), visits to which nobody has
 * come, and passes out of the return box. Only of simulated visitors: those of people who try the office stay as they are.
 */
export async function tidyDesk(reception: PersonClient): Promise<void> {
  for (const state of ['checked-in', 'out-for-now']) {
    for (const { visit, day, members } of byVisit(await arrivalsOf(reception, `arrivals?state=${state}`))) {
      const leaving = members.map((member) => ({ member, passReturned: true }));
      const end = { origin: 'unknown', lastSeen: { words: '見本の一日' }, reason };
      await reception.post(`visits/${visit}/check-out`, { day, members: leaving, ...end });
    }
  }
  const missing = await arrivalsOf(reception, 'closing-list?condition=no-show');
  for (const { visit, day, members } of byVisit(missing)) {
    await reception.post(`visits/${visit}/miss`, { day, members: members.map((member) => ({ member })) });
  }
  const announced = await arrivalsOf(reception, 'arrivals?state=announced');
  for (const visit of new Set(announced.map((one) => one.visit))) {
    await reception.post(`visits/${visit}/cancel`, { reason });
  }
  await refillPasses(reception);
}

/** A group is seen to in one act. */
function byVisit(arrivals: readonly Arrival[]) {
  const groups = groupBy(arrivals, ({ visit, day }) => `${visit} ${day}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, members: group.map(({ member }) => member) }];
  });
}

/** Passes that are out although nobody has them any more. */
async function refillPasses(reception: PersonClient): Promise<void> {
  const own = new Set(simulatedPasses.map(({ numeral }) => numeral));
  for (const [state, step, body] of [
    ['lent', 'take-back', undefined],
    ['missing', 'restore', { reason: '返却箱にあった' }],
  ] as const) {
    for (const { id, numeral } of parsePasses(await reception.get(`passes?state=${state}&limit=${limit}`))) {
      if (own.has(numeral)) await reception.post(`passes/${id}/${step}`, body);
    }
  }
}

/** All pages of it: only what is of simulated visitors. */
async function arrivalsOf(reception: PersonClient, path: string): Promise<readonly Arrival[]> {
  const found: Arrival[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = parsePage(await reception.get(`${path}&limit=${limit}${from}`));
    found.push(...page.items.filter(({ affiliation }) => simulatedFirms.includes(affiliation ?? '')));
    after = page.next;
  }
  return found;
}

type ArrivalsPage = { readonly items: readonly Arrival[]; readonly next: string | null };

/** Lines of the closing list call the member `person`. */
function parsePage(text: string): ArrivalsPage {
  const {
    items,
    next,
  }: { readonly items: readonly (Arrival & { readonly person?: string })[]; readonly next: string | null } =
    JSON.parse(text);
  return { items: items.map((one) => ({ ...one, member: one.person ?? one.member })), next };
}
