import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  End,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { type Database, databaseOf } from '../../db/pool.ts';
import { CorrectionMade } from '../../visitors/corrections/correction-body.ts';
import { arrivalsMatching } from '../../visitors/finding/arrivals-matching.ts';
import { loadStillHere } from '../../visitors/finding/load-still-here.ts';
import { arrivalStates } from '../../visitors/registry/arrival-lifecycle.ts';
import { listArrivals } from '../../visitors/registry/list-arrivals.ts';
import { loadVisitsOf } from '../../visitors/registry/load-visits-of.ts';
import { parseArrivalCursor } from '../../visitors/registry/parse-arrival-cursor.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { findWearer } from '../passes/find-wearer.ts';
import { ArrivalHost } from '../shown/show-hosts.ts';
import { SecondContact } from '../shown/show-second-contact.ts';
import type { DeskDeps } from './check-in.ts';
import { Day, May } from './desk-schemas.ts';
import { loadMayBeDone } from './load-may-be-done.ts';
import { showArrivals } from './show-arrivals.ts';

const Arrival = Type.Object(
  {
    member: Uuid,
    visit: Uuid,
    day: Day,
    state: Type.String(),
    stateName: Type.String(),
    name: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    reviewed: Type.Boolean({ description: 'その日のすべての訪問先で審査が済んでいる' }),
    startsAt: Instant,
    endsAt: End,
    desk: Nullable(Code),
    pass: Nullable(Type.String()),
    checkedInAt: Nullable(Instant),
    checkInOrigin: Nullable(Type.String()),
    checkedOutAt: Nullable(Instant),
    endOrigin: Nullable(Type.String()),
    waitingMinutes: Nullable(Type.Integer({ description: '受付又は再入館から迎えを待っている分数' })),
    secondContact: Nullable(SecondContact),
    hosts: Type.Array(ArrivalHost),
    corrections: Type.Array(CorrectionMade),
    may: Type.Array(May),
  },
  { title: 'ArrivalOfDay' },
);

/** 今日の来庁と迎え待ち */
export const arrivalRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, { pool, clock, policy }) => {
  const db = databaseOf(pool);
  app.get(
    '/sites/:site/arrivals',
    {
      config: { action: 'arrivals.read' },
      schema: {
        summary: 'その日の来庁の一覧と検索、迎え待ち',
        description:
          '予定の始まりの順。day がなければ今日で、前の日から庁舎にいる人（一時退出中の人も）を含みます。waiting なら、受け付けて迎えを待つ人だけを、長く待つ順に、訪問相手の内線とともに答えます。q は、氏名・かな・所属・訪問相手の氏名の一部、又は通行証か案内状の番号の全部です。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...PageQuery,
            day: Type.Optional(Day),
            state: Type.Optional(Choice(arrivalStates)),
            waiting: Type.Boolean({ default: false }),
            reviewed: Type.Optional(Type.Boolean({ description: '審査の済んだ人だけ、又はまだの人だけ' })),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
          },
          strict,
        ),
        response: { 200: PageOf(Arrival) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { after, day, q, ...asked } = request.query;
      const cursor = after === undefined ? undefined : parseArrivalCursor(after);
      if (after !== undefined && cursor === undefined) {
        return sendProblem(request, reply, { code: 'invalid-cursor' });
      }
      const now = clock.now();
      const days = await daysMeant(db, site, day, now);
      const wearerOf = (numeral: string) => findWearer(db, site, numeral);
      const matching = q === undefined ? undefined : await arrivalsMatching(db, site, days, q, wearerOf);
      const page = await listArrivals(db, site, { ...asked, ...days, matching, after: cursor });
      const visits = await loadVisitsOf(db, site, page.items);
      const shown = await showArrivals(pool, principalOf(request), site, page.items, visits, now);
      const mayOf = await loadMayBeDone({ db, client: pool, policy, now }, site, page.items, visits);
      const may = page.items.map((row) => mayOf(row).map(({ step, by }) => ({ step, by: [...by] })));
      const items = shown.map((one, nth) => ({ ...one, may: may[nth] ?? [] }));
      return reply.send({ items, next: page.next });
    },
  );
};

/** Without a day it is today, and whoever is still here: of a night that began before midnight too. */
async function daysMeant(db: Database, siteId: string, day: string | undefined, now: Date) {
  if (day !== undefined) return { day, stillHere: [] };
  const today = dayAt(now, await loadTimeZone(db, siteId));
  return { day: today, stillHere: await loadStillHere(db, siteId, today) };
}
