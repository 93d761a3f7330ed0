import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { principalOf } from '../api/principal-of.ts';
import { Choice, End, Instant, instantText, Nullable, SiteParams } from '../api/schemas.ts';
import { sendProblem } from '../api/send-problem.ts';
import { csvAnswer, sendCsv } from '../api/sending/send-csv.ts';
import { dayAt } from '../zones/hours/day-at.ts';
import { timeAt } from '../zones/hours/time-at.ts';
import { RequirementLinkBody } from '../zones/rules/requirement-link-body.ts';
import { gapCsvLines } from './gap-csv-lines.ts';
import { gapDigestOf } from './gap-digest-of.ts';
import { type GapState, gapStates } from './gap-line.ts';
import { gapPage, gapPagePolicy } from './gap-page.ts';
import { type ReportSeen, reportSeenBy } from './report-seen-by.ts';
import { listedLines, shownGaps } from './shown-gaps.ts';
import type { SigningDeps } from './sign-gaps.ts';
import { signingRoutes } from './signing-routes.ts';

const states = Object.keys(gapStates).filter((word): word is GapState => word in gapStates);

const GapLineBody = Type.Object(
  {
    zone: Type.String(),
    row: Type.String(),
    clause: Type.String(),
    title: Type.String(),
    value: Type.String(),
    valueWords: Type.String(),
    chain: Type.Array(RequirementLinkBody),
    state: Choice(states),
    says: Type.String(),
    by: Type.String(),
    evidence: Type.Array(
      Type.Object(
        {
          kind: Type.String(),
          ref: Type.String(),
          at: Type.Optional(Instant),
          until: Type.Optional(End),
        },
        { title: 'Evidence' },
      ),
    ),
    days: Nullable(Type.Integer({ description: '日付のある証跡のうち最も古いものからの日数' })),
    missing: Type.Array(Type.String()),
    until: Type.Optional(End),
  },
  { title: 'GapLine' },
);

const GapReportBody = Type.Object(
  {
    at: Instant,
    policy: Type.String(),
    rulesSeq: Type.Integer(),
    zones: Type.Array(
      Type.Object(
        { id: Type.String(), name: Type.String(), class: Nullable(Type.Integer()) },
        { title: 'GapZone' },
      ),
    ),
    digest: Nullable(Type.String(), {
      description: '署名するときに送る。庁舎の全区域を見られる人だけに示す',
    }),
    counts: Type.Record(Type.String(), Type.Integer(), { description: '状況ごとの行数' }),
    items: Type.Array(GapLineBody, { description: '求めのない行（not-asked）は数だけを counts に示す' }),
  },
  { title: 'GapReport' },
);

const clause = '別表1・2';

/** What each zone lacks, by row: for programs, for a spreadsheet and on paper, with the same numbers. */
export const gapRoutes: FastifyPluginAsyncTypebox<SigningDeps> = async (app, deps) => {
  /** Of the zones that whoever asks may see. */
  const reportFor = (request: FastifyRequest, site: string): Promise<ReportSeen | undefined> =>
    reportSeenBy(deps, principalOf(request), site, deps.clock.now());

  await app.register(signingRoutes, deps);

  app.get(
    '/sites/:site/gaps',
    {
      config: { action: 'gaps.read', clause },
      schema: {
        summary: '不足報告（区域と行ごとに、求められることと証跡）',
        description:
          '別表1・2 の全行と 9a・9b について、値と根拠、証跡、不足、方針未決定、例外措置の期限を答えます。',
        params: SiteParams,
        response: { 200: GapReportBody },
      },
    },
    async (request, reply) => {
      const reported = await reportFor(request, request.params.site);
      if (reported === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const { report, isWhole } = reported;
      const { values } = deps.policy;
      const { policy, rulesSeq } = report;
      return {
        ...{ policy, rulesSeq, digest: isWhole ? gapDigestOf(report) : null },
        at: instantText(report.at),
        zones: [...report.zones],
        counts: { ...report.counts },
        items: listedLines(report).map(({ chain, evidence, missing, until, ...line }) => ({
          ...line,
          valueWords: values[line.value],
          says: gapStates[line.state],
          chain: [...chain],
          evidence: evidence.map(({ kind, ref, at, until: end }) => ({
            kind,
            ref,
            ...(at === undefined ? {} : { at: instantText(at) }),
            ...(end === undefined ? {} : { until: instantText(end) }),
          })),
          missing: [...missing],
          ...(until === undefined ? {} : { until: instantText(until) }),
        })),
      };
    },
  );

  app.get(
    '/sites/:site/gaps/csv',
    {
      config: { action: 'gaps.read', clause },
      schema: {
        summary: '不足報告の CSV（UTF-8、BOM つき）',
        params: SiteParams,
        response: { 200: csvAnswer },
      },
    },
    async (request, reply) => {
      const reported = await reportFor(request, request.params.site);
      if (reported === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const { report, timeZone } = reported;
      return sendCsv(reply, 'gaps.csv', gapCsvLines(shownGaps(report, deps.policy.values, timeZone)));
    },
  );

  app.get(
    '/sites/:site/gaps/print',
    {
      config: { action: 'gaps.read', clause },
      schema: {
        summary: '不足報告を印刷するページ（A4 横）',
        params: SiteParams,
        response: { 200: { content: { 'text/html': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const reported = await reportFor(request, request.params.site);
      if (reported === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const { report, timeZone } = reported;
      const at = `${dayAt(report.at, timeZone)} ${timeAt(report.at, timeZone)}`;
      const { title: text, edition } = deps.policy;
      const title = `不足報告 ${at} ${text} ${edition}`;
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', gapPagePolicy)
        .send(gapPage(shownGaps(report, deps.policy.values, timeZone), title));
    },
  );
};
