import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { largestList, listFields, listTextOf } from '../../api/list-text-of.ts';
import { SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import { findStaffByNumber } from '../../people/registry/find-staff-by-number.ts';
import { commonFields } from '../planning/draft-schemas.ts';
import { type PlanningDeps, planVisits } from '../planning/plan-visits.ts';
import { draftsOfList } from './drafts-of-list.ts';
import { parseVisitList } from './parse-visit-list.ts';

const ListBody = Type.Object(
  {
    common: Type.Partial(Type.Object(commonFields), {
      ...strict,
      description: '一覧のすべての行に当てはまること。行に書いたことはそれに優先する',
    }),
    ...listFields,
  },
  { ...strict, title: 'VisitListDraft' },
);

/** 来訪者の一覧: many planned at once. */
export const visitListRoutes: FastifyPluginAsyncTypebox<PlanningDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/visit-lists',
    {
      bodyLimit: largestList.bytes,
      config: { action: 'visits.plan', clause: '2.3.1.1(3)(a)(ア)(イ)', body: largestList },
      schema: {
        summary: '来訪者の一覧から訪問を予定する',
        description:
          '一行目は見出しで、氏名・所属は必ず、ほかに かな・電話・車両番号・同乗（車両番号）・配慮・子ども（○）・持込み品（「pc:ノートPC;camera:一眼レフ」のように）・日付・開始・終了・訪問相手（職員番号）・区域（符号を空白で区切る）・用務（符号）・言語（符号）を置けます。日時・訪問相手・区域・用務・言語の同じ行が一つの訪問になります。誤りは行ごと（/lines/行番号）に答え、一つでもあれば何も登録しません。',
        params: SiteParams,
        body: ListBody,
        response: { 201: Type.Object({ visits: Type.Array(Uuid), members: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { common, ...sent } = request.body;
      const list = listTextOf(sent);
      if (!list.ok) return sendProblem(request, reply, list.refusal);
      const lines = parseVisitList(list.value);
      if (!lines.ok) return sendProblem(request, reply, { code: 'unprocessable', errors: lines.refusal });
      const hostOf = await findStaffByNumber(
        databaseOf(deps.pool),
        lines.value.flatMap(({ host }) => host ?? []),
      );
      const drafts = draftsOfList(lines.value, common, hostOf);
      if (!drafts.ok) return sendProblem(request, reply, drafts.refusal);
      const planned = await planVisits(deps, actContextOf(request), request.params.site, drafts.value);
      if (!planned.ok) return sendProblem(request, reply, planned.refusal);
      const answer = { visits: [...planned.value.ids], members: lines.value.length };
      return sendResult(request, reply, ok(answer), 201);
    },
  );
};
