import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import { Instant, instantText, Names, Nullable } from '../../api/schemas.ts';
import { csvAnswer, sendCsv } from '../../api/sending/send-csv.ts';
import { roleNames } from '../../authority/role-names.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { judgeRightsFindings } from './judge-rights-findings.ts';
import { loadRightsFacts } from './load-rights-facts.ts';
import { type RightsFinding, rightsFindingWords } from './rights-finding.ts';

const clause = '2.2.1.3(2)(d)';

const FindingBody = Type.Object(
  {
    kind: Type.String(),
    says: Type.String(),
    holder: Type.String(),
    ref: Type.String(),
    role: Nullable(Type.String()),
    siteId: Nullable(Type.String()),
    scope: Nullable(Type.String()),
    at: Nullable(Instant),
  },
  { title: 'RightsFinding' },
);

/** What has to be looked at of roles, tokens and login ids: vacancies, what nobody uses, what runs out. */
export const rightsFindingRoutes: FastifyPluginAsyncTypebox<Pick<ActDeps, 'pool' | 'clock'>> = async (
  app,
  { pool, clock },
) => {
  const db = databaseOf(pool);
  const findings = async () => judgeRightsFindings(await loadRightsFacts(pool, clock.now()));

  app.get(
    '/rights-findings',
    {
      config: { action: 'roles.read', clause },
      schema: {
        summary: '役割・トークン・識別コードの点検（欠員、不使用、期限、棚卸しの遅れ）',
        response: { 200: Type.Object({ items: Type.Array(FindingBody), names: Names }) },
      },
    },
    async (request) => {
      const items = await findings();
      const holders = items.map(({ holder }) => holder);
      return {
        items: items.map((one) => ({
          ...one,
          says: rightsFindingWords[one.kind],
          at: one.at === null ? null : instantText(one.at),
        })),
        names: await namesShownTo(principalOf(request), db, holders),
      };
    },
  );

  app.get(
    '/rights-findings/csv',
    {
      config: { action: 'roles.read', clause },
      schema: {
        summary: '役割・トークン・識別コードの点検の CSV（UTF-8、BOM つき）',
        response: { 200: csvAnswer },
      },
    },
    async (_request, reply) => sendCsv(reply, 'rights-findings.csv', csvLinesOf(await findings())),
  );
};

const columns = ['種別', '内容', '役割', '庁舎', '範囲', '人又は機械', '識別子', '日時'];

function csvLinesOf(findings: readonly RightsFinding[]): readonly (readonly string[])[] {
  const names: Readonly<Record<string, string>> = roleNames;
  const rows = findings.map(({ kind, holder, ref, role, siteId, scope, at }) => [
    ...[kind, rightsFindingWords[kind], role === null ? '' : (names[role] ?? role)],
    ...[siteId ?? '', scope ?? '', holder, ref, at?.toISOString() ?? ''],
  ]);
  return [columns, ...rows];
}
