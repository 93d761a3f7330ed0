import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Name, Nullable, SiteParams, strict } from '../../api/schemas.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import { loadVisitViewer } from '../review/load-visit-viewer.ts';
import { findLastDetails } from './find-last-details.ts';
import { type RegularReason, regularReasons } from './judge-regular.ts';
import { listRegulars } from './list-regulars.ts';

const Text = Nullable(Type.String());

const LastDetails = Type.Object(
  {
    name: Text,
    nameKana: Text,
    affiliation: Text,
    telephone: Text,
    vehicle: Text,
    help: Text,
    purpose: Type.String(),
    language: Type.String(),
    lastDay: Type.String(),
  },
  { title: 'LastDetails' },
);

const RegularBody = Type.Object(
  {
    name: Text,
    affiliation: Text,
    days: Type.Integer({ description: 'この1年に来た日数' }),
    lastDay: Type.String(),
    reasons: Type.Array(
      Type.Object(
        { code: Choice(Object.keys(regularReasons)), says: Type.String() },
        { title: 'RegularReason' },
      ),
    ),
  },
  { title: 'Regular' },
);

/** Those who come again: what was told of them, and who should hold a card. */
export const regularRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/visitors',
    {
      config: { action: 'visits.plan', clause: '2.3.1.1(3)(a)(ア)' },
      schema: {
        summary: '前に来た人を氏名又はかなで探し、前回の内容を読む',
        description:
          '氏名又はかなの全体で探します。異体字・全角半角・ひらがなカタカナの違いは問いません。受付・警備のほかは、自分の（代理の間はその訪問相手の）訪問に来た人だけが見つかります。',
        params: SiteParams,
        querystring: Type.Object({ name: Name }, strict),
        response: { 200: Type.Object({ items: Type.Array(LastDetails) }) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = await loadVisitViewer(db, principalOf(request), site, deps.clock.now());
      const found = await findLastDetails(db, site, request.query.name, viewer);
      return {
        items: found.map(({ identity, purpose, language }) => {
          const { name, nameKana, affiliation, telephone, vehicle, help, lastDay } = identity;
          return { name, nameKana, affiliation, telephone, vehicle, help, purpose, language, lastDay };
        }),
      };
    },
  );

  app.get(
    '/sites/:site/regulars',
    {
      config: { action: 'visits.watch', clause: '2.3.1.1(2)(a)' },
      schema: {
        summary: '識別カードを発行すべきほど来る訪問者の一覧',
        description:
          '庁舎の定め（site.visitors.regulars）を超えて来る人を、多い順に 200 人まで。受付でお断りする理由にはなりません。氏名・所属が同じ人を一人と数えます。',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(RegularBody) }) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const { plan } = await loadPlan(deps.pool, site);
      if (plan === undefined) return { items: [] };
      const { regulars } = visitorSettingsOf(plan.site.visitors);
      const today = dayAt(deps.clock.now(), plan.site.timeZone);
      const named = isTold(principalOf(request), 'name', site);
      const items = await listRegulars(db, site, regulars, { today, calendar: plan.calendar });
      return {
        items: items.map(({ name, affiliation, reasons, ...one }) => ({
          ...one,
          name: named ? name : null,
          affiliation: named ? affiliation : null,
          reasons: reasons.map((code: RegularReason) => ({ code, says: regularReasons[code] })),
        })),
      };
    },
  );
};
