import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Done,
  End,
  Instant,
  instantText,
  ListQuery,
  Names,
  Nullable,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { csvAnswer, sendCsv } from '../../api/sending/send-csv.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { keepRights } from './keep-rights.ts';
import { listReviewLines } from './list-review-lines.ts';
import { listReviews } from './list-reviews.ts';
import { quarterAt, quarterPattern } from './quarter.ts';
import { removeRight } from './remove-right.ts';
import { isOfTheMinistry, ofTheMinistry, type ReviewArea, seesReview, superiorOf } from './review-area.ts';
import { reviewCsvLines } from './review-csv-lines.ts';
import { type ReviewLine, reviewDecisionNames, rightKindNames } from './review-line.ts';
import { signReview } from './sign-review.ts';

const clause = '2.2.1.3(2)(f)';

const Params = Type.Object(
  { quarter: Type.String({ pattern: quarterPattern, description: '四半期の初めの月（2026-04 など）' }) },
  strict,
);
/** Of which zone; of neither: of the ministry. */
const area = { site: Type.Optional(Uuid), zone: Type.Optional(Code) };

const Review = Type.Object(
  {
    site: Nullable(Uuid, { description: '区域の棚卸しの庁舎。null は、省全体のもの' }),
    zone: Nullable(Type.String()),
    due: Type.Integer({ description: '四半期の初めから効いていて、決めなければならない権限の数' }),
    undecided: Type.Integer(),
    signedBy: Nullable(Uuid),
    signedAt: Nullable(Instant),
    isOverdue: Type.Boolean(),
    risenTo: Nullable(Type.String(), { description: '期限を過ぎて、だれの仕事になったか' }),
  },
  { title: 'RightsReview' },
);

const Line = Type.Object(
  {
    kind: Choice(['role', 'permission']),
    says: Type.String(),
    id: Uuid,
    holder: Type.String(),
    role: Nullable(Type.String()),
    site: Nullable(Type.String()),
    scope: Nullable(Type.String()),
    from: Instant,
    until: Nullable(End),
    inEffect: Type.Boolean(),
    isDue: Type.Boolean({ description: '四半期の初めから効いていて、決めなければならない' }),
    lastUsedAt: Nullable(Instant, {
      description: '役割は、もつ人の最後のサインイン又はトークンの使用。立入許可は、最後にその区域に入った時',
    }),
    isUnused: Type.Boolean({ description: '90日を超えて使われていない' }),
    decision: Nullable(Choice(['keep', 'remove'])),
    decidedBy: Nullable(Type.String()),
    decidedAt: Nullable(Instant),
  },
  { title: 'RightReviewed' },
);

/** 権限の棚卸し: each quarter, of every right in effect, whether its holder still needs it. */
export const reviewRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/rights-reviews',
    {
      config: { action: 'rights-reviews.read', clause },
      schema: {
        summary: 'いまの四半期の権限の棚卸し（区域ごと、省全体）',
        response: {
          200: Type.Object({ quarter: Type.String(), dueAt: End, items: Type.Array(Review) }),
        },
      },
    },
    async (request) => {
      const now = deps.clock.now();
      const { name, dueAt } = quarterAt(now);
      const seen = (await listReviews(deps.pool, now)).filter((one) => seesReview(principalOf(request), one));
      return {
        quarter: name,
        dueAt: instantText(dueAt),
        items: seen.map(({ siteId, zoneId, signedAt, ...one }) => ({
          ...one,
          site: isOfTheMinistry({ siteId, zoneId }) ? null : siteId,
          zone: isOfTheMinistry({ siteId, zoneId }) ? null : zoneId,
          signedAt: signedAt && instantText(signedAt),
          risenTo: one.isOverdue ? superiorOf({ siteId, zoneId }) : null,
        })),
      };
    },
  );

  app.get(
    '/rights-reviews/:quarter',
    {
      config: { action: 'rights-reviews.read', clause },
      schema: {
        summary: '棚卸しする権限と、決めたこと',
        description: 'site と zone のないときは、省全体のもの（区域の担当者のほかの、すべての役割）。',
        params: Params,
        querystring: Type.Object({ ...ListQuery, ...area }, strict),
        response: {
          200: Type.Object({ items: Type.Array(Line), next: Nullable(Type.String()), names: Names }),
        },
      },
    },
    async (request, reply) => {
      const { site, zone, ...page } = request.query;
      const key = keyOf(request.params, { site, zone });
      const principal = principalOf(request);
      if (key === undefined) return sendProblem(request, reply, halfAnArea);
      if (!seesReview(principal, key)) return sendProblem(request, reply, { code: 'not-found' });
      const { items, next } = await listReviewLines(deps.pool, { key, now: deps.clock.now(), ...page });
      const persons = items.flatMap(({ holder, decided }) => [holder, decided?.by ?? null]);
      return { items: items.map(lineBody), next, names: await namesShownTo(principal, db, persons) };
    },
  );

  app.get(
    '/rights-reviews/:quarter/csv',
    {
      config: { action: 'rights-reviews.read', clause },
      schema: {
        summary: '棚卸しする権限と、決めたことの CSV（UTF-8、BOM つき）',
        params: Params,
        querystring: Type.Object(area, strict),
        response: { 200: csvAnswer },
      },
    },
    async (request, reply) => {
      const key = keyOf(request.params, request.query);
      if (key === undefined) return sendProblem(request, reply, halfAnArea);
      if (!seesReview(principalOf(request), key)) return sendProblem(request, reply, { code: 'not-found' });
      const lines = await reviewCsvLines(deps.pool, key, deps.clock.now());
      return sendCsv(reply, `rights-review-${key.quarter}.csv`, lines);
    },
  );

  app.post(
    '/rights-reviews/:quarter/keep',
    {
      config: { action: 'rights-reviews.keep', clause },
      schema: {
        summary: '権限を残すと決める',
        params: Params,
        body: Type.Object(
          { ...area, rights: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }) },
          strict,
        ),
        response: { 200: Type.Object({ kept: Type.Integer() }, { title: 'RightsKept' }) },
      },
    },
    async (request, reply) => {
      const key = keyOf(request.params, request.body);
      if (key === undefined) return sendProblem(request, reply, halfAnArea);
      return sendResult(
        request,
        reply,
        await keepRights(deps, actContextOf(request), key, request.body.rights),
      );
    },
  );

  app.post(
    '/rights-reviews/:quarter/remove',
    {
      config: { action: 'rights-reviews.keep', clause },
      schema: {
        summary: '権限を外すと決め、直ちに終わらせる',
        params: Params,
        body: Type.Object({ ...area, right: Uuid, reason: Words }, strict),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { right: id, reason } = request.body;
      const key = keyOf(request.params, request.body);
      if (key === undefined) return sendProblem(request, reply, halfAnArea);
      return sendResult(request, reply, await removeRight(deps, actContextOf(request), key, { id, reason }));
    },
  );

  app.post(
    '/rights-reviews/:quarter/sign',
    {
      config: { action: 'rights-reviews.keep', clause },
      schema: {
        summary: '棚卸しに署名する（決めていない権限があれば断る）',
        params: Params,
        body: Type.Object(area, strict),
        response: {
          200: Type.Object(
            { kept: Type.Integer(), removed: Type.Integer() },
            { title: 'RightsReviewSigned' },
          ),
        },
      },
    },
    async (request, reply) => {
      const key = keyOf(request.params, request.body);
      if (key === undefined) return sendProblem(request, reply, halfAnArea);
      return sendResult(request, reply, await signReview(deps, actContextOf(request), key));
    },
  );
};

type AreaNamed = { readonly site?: string | undefined; readonly zone?: string | undefined };

/** Which review is meant; undefined where a site is named and no zone of it, or a zone of no site. */
function keyOf({ quarter }: { readonly quarter: string }, { site, zone }: AreaNamed) {
  if ((site === undefined) !== (zone === undefined)) return undefined;
  const named: ReviewArea =
    site === undefined || zone === undefined ? ofTheMinistry : { siteId: site, zoneId: zone };
  return { quarter, ...named };
}

const halfAnArea = {
  code: 'unprocessable',
  errors: [{ at: '/site', message: '区域の棚卸しでは、site と zone の両方を書いてください' }],
} as const;

function lineBody({ siteId: site, from, until, lastUsedAt, decided, ...line }: ReviewLine) {
  return {
    ...line,
    ...{
      site,
      says: saysOf(line.kind, decided),
      from: instantText(from),
      until: until && instantText(until),
    },
    lastUsedAt: lastUsedAt && instantText(lastUsedAt),
    ...{ decision: decided?.decision ?? null, decidedBy: decided?.by ?? null },
    decidedAt: decided && instantText(decided.at),
  };
}

function saysOf(kind: ReviewLine['kind'], decided: ReviewLine['decided']): string {
  const kindName = rightKindNames[kind];
  return decided === null ? kindName : `${kindName}（${reviewDecisionNames[decided.decision]}）`;
}
