import { firstMonth, rarePerson } from './fill-log.ts';

/** A site whose log was filled. */
export type Filled = {
  readonly siteId: string;
  readonly head: number;
  readonly epoch: string;
  /** One of the staff, and their card. */
  readonly person: string;
  readonly card: string;
  readonly now: Date;
  readonly months: number;
};

/** What is asked of a log: of the service, and by the best statement somebody who knows the record would write. */
export type Question = {
  readonly name: string;
  readonly asked: (site: Filled) => {
    readonly path: string;
    readonly text: string;
    readonly values: readonly unknown[];
  };
};

const since = new Date(0);

/** The newest entries that a condition with one value is true of. */
const newestWith =
  (condition: string, query: string, value: (site: Filled) => unknown): Question['asked'] =>
  (site) => ({
    path: `events?order=desc&limit=50&${query.replace('{}', String(value(site)))}`,
    text: `
      select text from entries where site_id = $1 and seq <= $2 and recorded_at >= $3 and ${condition}
      order by seq desc limit 51`,
    values: [site.siteId, site.head, since, value(site)],
  });

const person = `
  select text from (
    (select seq, text from entries where site_id = $1 and person_id = $2 and seq <= $3 order by seq desc limit 51)
    union all
    (select e.seq, e.text from entry_persons p join entries e using (site_id, seq, recorded_at)
      where p.site_id = $1 and p.person_id = $2 and p.seq <= $3 order by p.seq desc limit 51)
  ) found order by seq desc limit 51`;

export const questions: readonly Question[] = [
  {
    name: 'newest',
    asked: ({ siteId, head, now }) => ({
      path: 'events?order=desc&limit=50',
      text: `
        select text from entries where site_id = $1 and seq > $2 and recorded_at >= $3
        order by seq desc limit 51`,
      values: [siteId, head - 51, firstMonth(now, 2)],
    }),
  },
  {
    name: 'at-a-cursor',
    asked: ({ siteId, head, epoch, now, months }) => ({
      path: `events?limit=50&after=${epoch}:${Math.floor(head / 2)}`,
      text: `
        select text from entries where site_id = $1 and seq > $2 and seq <= $2 + 51 and recorded_at >= $3 and recorded_at < $4
        order by seq limit 51`,
      values: [siteId, Math.floor(head / 2), middle(now, months, 1), middle(now, months, -1)],
    }),
  },
  {
    name: 'since-a-day',
    asked: ({ siteId, now, months }) => {
      const from = middle(now, months, 0);
      return {
        path: `events?limit=50&from=${from.toISOString()}`,
        text: `
          select text from entries where site_id = $1 and recorded_at >= $2 and recorded_at < $3
          order by recorded_at, seq limit 51`,
        values: [siteId, from, middle(now, months, -1)],
      };
    },
  },
  {
    name: 'person',
    asked: ({ siteId, head, person: one }) => ({
      path: `events?order=desc&limit=50&person=${one}`,
      text: person,
      values: [siteId, one, head],
    }),
  },
  {
    name: 'rare-person',
    asked: ({ siteId, head }) => ({
      path: `events?order=desc&limit=50&person=${rarePerson}`,
      text: person,
      values: [siteId, rarePerson, head],
    }),
  },
  { name: 'card', asked: newestWith('card_id = $4', 'card={}', ({ card }) => card) },
  { name: 'door', asked: newestWith('door_id = $4', 'door={}', () => 'door-room-1') },
  {
    name: 'rare-kind',
    asked: newestWith(
      `kind = $4 and kind not in ('card-read', 'pin-read', 'door-opened', 'door-closed', 'exit-request', 'passage-not-taken')`,
      'kind={}',
      () => 'visit-extended',
    ),
  },
  { name: 'refusals', asked: newestWith(`verdict = $4 and verdict <> 'grant'`, 'verdict={}', () => 'deny') },
  {
    name: 'rare-reason',
    asked: newestWith(`reasons @> array[$4] and verdict <> 'grant'`, 'reason={}', () => 'passback'),
  },
];

/** A month about the middle of the record, so many before it. */
function middle(now: Date, months: number, before: number): Date {
  return firstMonth(now, Math.ceil(months / 2) + before);
}
