import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Choice, Code, End, Instant, SiteParams, Stepped, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { ok } from '../../kernel/result.ts';
import { rowIds } from '../../zones/regulation/row-ids.ts';
import { addApplicationRoutes } from '../applying/add-application-routes.ts';
import { AppliedBody, appliedAnswer } from '../applying/applied-body.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { applyAfterwards } from './apply-afterwards.ts';
import { beginUrgentException } from './begin-urgent-exception.ts';
import { openingApplication } from './opening-application.ts';
import { OpeningTerms } from './opening-terms.ts';

const clause = '別表1・2 凡例';

const OpeningBody = Type.Object(
  {
    kind: Choice(['exception', 'application'], {
      description: 'exception＝例外措置（禁止、要、禁）、application＝別表1 の禁の申請',
    }),
    rows: Type.Array(Choice(rowIds), { minItems: 1, maxItems: 20, uniqueItems: true }),
    persons: Type.Optional(
      Type.Array(Uuid, {
        minItems: 1,
        maxItems: 200,
        uniqueItems: true,
        description: 'この人たちに限る例外措置。なければ区域の全体（だれにでも）',
      }),
    ),
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    until: End,
    reason: Words,
    terms: OpeningTerms,
  },
  { ...strict, title: 'OpeningApplication' },
);

/** 例外措置, and the applications for what 別表1 forbids: what a permit opens for a whole zone (ADR 0033), or leaves out for persons by name (ADR 0039). */
export const openingRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  addApplicationRoutes(app, deps, {
    path: '/sites/:site/openings',
    kinds: ['exception', 'person-exception', 'application'],
    clause,
    params: SiteParams,
    body: OpeningBody,
    words: {
      summary: '例外措置、又は別表1 の禁の区域での実施を申請する',
      description:
        '例外措置は許可権限者が、禁の申請は区域情報セキュリティ責任者が判断します。許可されると、その区域のその行が期間の間だけ開きます（chain の最後が permit で、source がこの申請の id）。persons を書けばその人たちについてだけで、区域の要求は変わらず、その人の判定が例外措置を示します。府省庁の判断がまだない行は、申請は受け付けますが、判断が決まるまで許可できません。',
      resubmit: '差し戻された例外措置・禁の申請を直して出し直す',
    },
    applicationOf: (asked) => ok(openingApplication({ ...asked, persons: asked.persons ?? [] })),
  });

  app.post(
    '/sites/:site/openings/urgent',
    {
      config: { action: 'permits.except-first', clause },
      schema: {
        summary: '申請の前に、緊急の例外措置をとる（24時間まで）',
        description:
          '答えた時から効きます。3日のうちに事後の申請（afterwards）が要り、許可権限者が後閲します。しなければ仕事として残り、上位者に上がります。クラス3以上（未決定を含む）と、自分についてはできません。',
        params: SiteParams,
        body: Type.Object(
          {
            rows: OpeningBody.properties.rows,
            persons: OpeningBody.properties.persons,
            zones: OpeningBody.properties.zones,
            until: End,
            reason: Words,
          },
          { ...strict, title: 'UrgentException' },
        ),
        response: { 201: AppliedBody },
      },
    },
    async (request, reply) => {
      const { persons = [], until, ...body } = request.body;
      const asked = { ...body, persons, until: new Date(until) };
      const result = await beginUrgentException(deps, actContextOf(request), request.params.site, asked);
      return sendResult(request, reply, appliedAnswer(result), 201);
    },
  );

  app.post(
    '/sites/:site/openings/:permit/afterwards',
    {
      config: { action: 'permits.apply-afterwards', clause },
      schema: {
        summary: '緊急の例外措置を事後に申請する',
        description: '例外措置をした人か情報セキュリティ責任者が行います。許可権限者の後閲を待ちます。',
        params: Type.Object({ site: Uuid, permit: Uuid }, strict),
        body: OpeningTerms,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await applyAfterwards(deps, actContextOf(request), site, permit, request.body);
      return sendResult(request, reply, result);
    },
  );
};
