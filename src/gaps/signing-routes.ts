import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { principalOf } from '../api/principal-of.ts';
import {
  Choice,
  Instant,
  instantText,
  Names,
  Nullable,
  Recorded,
  SiteParams,
  strict,
  Uuid,
} from '../api/schemas.ts';
import { sendProblem, sendResult } from '../api/send-problem.ts';
import { databaseOf } from '../db/pool.ts';
import { namesShownTo } from '../people/registry/names-shown-to.ts';
import { compareGaps } from './compare-gaps.ts';
import { type GapState, gapStates } from './gap-line.ts';
import { openLinesOf } from './open-line.ts';
import { reportSeenBy } from './report-seen-by.ts';
import { type SigningDeps, signGaps } from './sign-gaps.ts';
import { findLastSigning, type SigningRow } from './signing-rows.ts';

const clause = '別表1・2';
const states = Object.keys(gapStates).filter((word): word is GapState => word in gapStates);

const SigningBody = Type.Object(
  {
    seq: Type.Integer({ description: '署名の記録の番号' }),
    at: Instant,
    by: Uuid,
    policy: Type.String(),
    rulesSeq: Type.Integer(),
    digest: Type.String(),
    counts: Type.Record(Type.String(), Type.Integer()),
  },
  { title: 'GapSigning' },
);

const GapChangeBody = Type.Object(
  {
    zone: Type.String(),
    row: Type.String(),
    title: Type.String(),
    was: Nullable(Choice(states)),
    now: Nullable(Choice(states)),
    says: Type.String(),
    missing: Type.Array(Type.String()),
  },
  { title: 'GapChange', description: 'was・now が null のときは、不足・未決定・例外措置中のどれでもない' },
);

/** 不足報告の署名: what was signed last, and what changed since. */
export const signingRoutes: FastifyPluginAsyncTypebox<SigningDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/sites/:site/gaps/sign',
    {
      config: { action: 'gaps.sign', clause },
      schema: {
        summary: '不足報告に署名する',
        description:
          '読んだ報告の digest を送ります。庁舎の全区域を見られる人だけに示され、行の値・状況・不足のどれかが変わると別のものになります。変わっていれば 412 です。',
        params: SiteParams,
        body: Type.Object(
          { digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
          { ...strict, title: 'GapSigningDraft' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const signed = await signGaps(deps, actContextOf(request), request.params.site, request.body.digest);
      return sendResult(request, reply, signed);
    },
  );

  app.get(
    '/sites/:site/gaps/changes',
    {
      config: { action: 'gaps.read', clause },
      schema: {
        summary: '最後に署名した不足報告から変わったこと',
        params: SiteParams,
        response: {
          200: Type.Object({
            signed: Nullable(SigningBody),
            items: Type.Array(GapChangeBody),
            names: Names,
          }),
        },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const principal = principalOf(request);
      const seen = await reportSeenBy(deps, principal, site, deps.clock.now());
      if (seen === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const { report } = seen;
      const signed = await findLastSigning(db, site);
      const zones = new Set(report.zones.map(({ id }) => id));
      const before = (signed?.open ?? []).filter(({ zone }) => zones.has(zone));
      return {
        signed: signed === undefined ? null : signingBody(signed),
        items: compareGaps(before, openLinesOf(report.lines)).map((change) => ({
          ...change,
          title: deps.policy.rows[change.row].title,
          says: `${wordsOf(change.was)} → ${wordsOf(change.now)}`,
          missing: [...change.missing],
        })),
        names: await namesShownTo(principal, db, [signed?.signedBy ?? null]),
      };
    },
  );
};

function wordsOf(state: GapState | null): string {
  return state === null ? 'なし' : gapStates[state];
}

function signingBody({
  seq,
  signedAt,
  signedBy,
  policy,
  rulesSeq,
  digest,
  counts,
}: SigningRow): Static<typeof SigningBody> {
  return { seq, at: instantText(signedAt), by: signedBy, policy, rulesSeq, digest, counts: { ...counts } };
}
