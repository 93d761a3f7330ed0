import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Instant,
  instantText,
  Names,
  Nullable,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import type { Clock } from '../../kernel/clock.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { ok } from '../../kernel/result.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { largestPlan } from '../../zones/plan/largest-plan.ts';
import { SitePlanBody } from '../../zones/plan/site-plan.ts';
import { DeterminationClauses } from '../../zones/regulation/determination-clause.ts';
import { findPolicy } from '../../zones/regulation/load-policy.ts';
import { determinedValues } from '../../zones/regulation/policy-document.ts';
import { rowIds } from '../../zones/regulation/row-ids.ts';
import { reasons } from '../decide/reasons.ts';
import { verdicts } from '../decide/verdicts.ts';
import { doorsToChange } from './doors-to-change.ts';
import { whyNotJudged } from './judge-anew.ts';
import { type PrepareTrialDeps, prepareTrial } from './prepare-trial.ts';
import { replayTrial } from './replay-trial.ts';
import type { OtherPassage } from './trial-report.ts';

const Tried = Type.Object(
  {
    organisation: Uuid,
    row: Choice(rowIds),
    class: Type.Integer({ minimum: 0, maximum: 3 }),
    value: Type.Optional(determinedValues),
    clauses: Type.Optional(DeterminationClauses),
  },
  { ...strict, title: 'DeterminationTried' },
);

const Trial = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 92, description: '今から何日前までの記録に当てはめるか' }),
    plan: Type.Optional(SitePlanBody),
    classes: Type.Optional(
      Type.Array(
        Type.Object({ zone: Code, class: Nullable(Type.Integer({ minimum: 0, maximum: 9 })) }, strict),
        { minItems: 1, maxItems: 5_000, description: '図面のクラスだけを変えて試す' },
      ),
    ),
    determinations: Type.Optional(Type.Array(Tried, { minItems: 1, maxItems: 200 })),
    package: Type.Optional(Code),
  },
  { ...strict, title: 'Trial' },
);

const Ground = Type.Object(
  { code: Type.String(), says: Type.String(), row: Type.Optional(Type.String()) },
  { title: 'TriedReason' },
);
const Told = Type.Object(
  { verdict: Type.String(), says: Type.String(), reasons: Type.Array(Ground) },
  { title: 'TriedVerdict' },
);

const TrialAnswerBody = Type.Object(
  {
    since: Instant,
    reached: Type.Integer({ description: '調べ終えた記録の seq。upTo より小さければ、その先は調べていない' }),
    upTo: Type.Integer(),
    passages: Type.Integer(),
    judged: Type.Integer(),
    otherwise: Type.Integer({ description: '判定が変わる通行の数' }),
    refused: Type.Integer({ description: 'うち、通行可でなくなるもの' }),
    granted: Type.Integer({ description: 'うち、通行可になるもの' }),
    notJudged: Type.Array(
      Type.Object(
        { why: Type.String(), says: Type.String(), passages: Type.Integer() },
        { title: 'NotJudged' },
      ),
    ),
    items: Type.Array(
      Type.Object(
        {
          seq: Type.Integer(),
          at: Instant,
          person: Nullable(Uuid),
          door: Type.String(),
          from: Type.String(),
          to: Type.String(),
          recorded: Told,
          tried: Told,
        },
        { title: 'OtherPassage' },
      ),
      { description: '判定が変わる通行の初めの500件' },
    ),
    losesAccess: Type.Array(
      Type.Object({ person: Uuid, zone: Type.String(), passages: Type.Integer() }, { title: 'LostAccess' }),
      { description: 'この間にその区域に入れた人のうち、一度も入れなくなる人' },
    ),
    doors: Type.Array(
      Type.Object(
        { door: Type.String(), refused: Type.Integer(), granted: Type.Integer() },
        { title: 'DoorTried' },
      ),
    ),
    findings: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          element: Type.String(),
          row: Type.Optional(Type.String()),
          message: Type.String(),
        },
        { title: 'TrialFinding' },
      ),
      { description: '今の図面にはなく、試したときに出る指摘（変えなければならない扉や出入口）' },
    ),
    names: Names,
  },
  { title: 'TrialAnswer' },
);

/** A request goes through so many passages at most; the command goes through all. */
const passagesARequest = 100_000;

export type WhatIfDeps = Omit<PrepareTrialDeps, 'findPolicy'> & {
  readonly clock: Clock;
  /** The zones of a site that have a 区域情報セキュリティ責任者. */
  readonly loadZoneOfficers: (siteId: string) => Promise<ReadonlySet<string>>;
};

/** What a plan, determinations or a package that are not adopted would have done to the passages of the last days. */
export const whatIfRoutes: FastifyPluginAsyncTypebox<WhatIfDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/what-if',
    {
      bodyLimit: largestPlan.bytes,
      config: { action: 'what-if.read', clause: '2.1.1.4', body: largestPlan },
      schema: {
        summary: '採択前の図面・判断・規程集を、これまでの記録に当てはめて試す',
        description:
          '最近の読取りを、そのときの事実のまま、試す規則で判定し直します。何も書きません。記録から同じ判定を導けない読取りは判定せず、理由とともに数えます。許可・在室・訪問はそのときのままとし、通行が変わったために後の通行が変わることは見ません。',
        params: SiteParams,
        body: Trial,
        response: { 200: TrialAnswerBody },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { days, ...draft } = request.body;
      const now = deps.clock.now();
      const prepared = await prepareTrial({ ...deps, findPolicy }, site, draft);
      if (!prepared.ok) return sendResult(request, reply, prepared);
      const { trial, standing } = prepared.value;
      const since = new Date(now.getTime() - days * dayMs);
      const asked = { siteId: site, trial, since, most: passagesARequest };
      const answer = await replayTrial(deps.pool, deps.policy, asked);
      if (answer === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const findings = await doorsToChange(standing, trial, await deps.loadZoneOfficers(site), now);
      const { named } = visibilityOf(principalOf(request), site);
      const persons = [
        ...answer.items.filter(({ from, to }) => reaches(named, [from, to])).map(({ person }) => person),
        ...answer.losesAccess.filter(({ zone }) => reaches(named, [zone])).map(({ person }) => person),
      ];
      const known = await loadWhoIs(deps.pool, site, persons);
      return sendResult(
        request,
        reply,
        ok({
          ...answer,
          since: instantText(since),
          notJudged: Object.entries(answer.notJudged).map(([why, passages]) => ({
            why,
            says: Object.entries(whyNotJudged).find(([code]) => code === why)?.[1] ?? why,
            passages,
          })),
          items: answer.items.map((one) => ({
            ...one,
            at: instantText(one.at),
            recorded: told(one.recorded),
            tried: told(one.tried),
          })),
          losesAccess: [...answer.losesAccess],
          doors: [...answer.doors],
          findings: findings.map(({ code, element, row, message }) => ({
            code,
            element,
            ...(row === undefined ? {} : { row }),
            message,
          })),
          names: Object.fromEntries(
            [...known].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])),
          ),
        }),
      );
    },
  );
};

/** Of those that this program knows: a record may be of another. */
const wordsOf: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).map(([code, { says }]) => [code, says.ja]),
);

function told({ verdict, reasons: found }: OtherPassage['recorded']) {
  const says = Object.entries(verdicts).find(([code]) => code === verdict)?.[1].ja ?? verdict;
  return {
    verdict,
    says,
    reasons: found.map(({ code, row }) => ({
      code,
      says: wordsOf.get(code) ?? code,
      ...(row === undefined ? {} : { row }),
    })),
  };
}
