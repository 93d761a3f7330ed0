import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Instant, instantText, Names, Nullable, strict, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { csvAnswer, sendCsv } from '../../api/sending/send-csv.ts';
import { consideredClauseNames } from '../../authority/settings/considered-clauses.ts';
import { clauseDecisionWords } from '../../authority/settings/decided-values.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { consideredCsvLines } from './considered-csv-lines.ts';
import { decideClause } from './decide-clause.ts';
import { type ConsideredLine, loadConsideredRegister } from './load-considered-register.ts';

const clause = '2.2.1、METI 18(1)、28(1)';
const Decision = Choice(['adopted', 'not-adopted']);

const Line = Type.Object(
  {
    clause: Type.String(),
    meti: Nullable(Type.String(), { description: '同じことを検討させる、経済産業省の規程の条' }),
    subject: Type.String({ description: '検討する事' }),
    offers: Type.String({ description: 'この製品が備えるものと、備えないもの' }),
    decisions: Type.Array(
      Type.Object({
        version: Type.Integer(),
        decision: Decision,
        says: Type.String(),
        reason: Type.String(),
        decidedBy: Type.String(),
        decidedAt: Instant,
      }),
      { description: '新しい順。空なら、まだ決められていない' },
    ),
    setting: Nullable(
      Type.Object({
        says: Type.String(),
        version: Type.Integer({ description: '0 は、まだ決められていない' }),
        reason: Type.String(),
        decidedBy: Nullable(Type.String()),
        decidedAt: Nullable(Instant),
      }),
      { description: 'この条項を担う、主体認証と権限の設定' },
    ),
  },
  { title: 'ConsideredLine' },
);

/** 設置判断台帳: what 統一技術基準 2.2.1 and METI 18–28 only have the ministry weigh, and what it decided. */
export const consideredRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/considered-clauses',
    {
      config: { action: 'access-settings.read', clause },
      schema: {
        summary: '設置判断台帳（必要性の検討だけを求める条項と、省の判断。まだ決めていないものも）',
        response: { 200: Type.Object({ items: Type.Array(Line), names: Names }) },
      },
    },
    async (request) => {
      const lines = await loadConsideredRegister(db);
      const deciders = lines.flatMap(({ decisions, setting }) => [
        ...decisions.map(({ decidedBy }) => decidedBy),
        setting?.decidedBy ?? null,
      ]);
      return {
        items: lines.map(lineBody),
        names: await namesShownTo(principalOf(request), db, deciders),
      };
    },
  );

  app.get(
    '/considered-clauses/csv',
    {
      config: { action: 'access-settings.read', clause },
      schema: {
        summary: '設置判断台帳の CSV（UTF-8、BOM つき）',
        response: { 200: csvAnswer },
      },
    },
    async (_request, reply) =>
      sendCsv(reply, 'considered-clauses.csv', consideredCsvLines(await loadConsideredRegister(db))),
  );

  app.post(
    '/considered-clauses/decisions',
    {
      config: { action: 'access-settings.change', clause },
      schema: {
        summary: '条項について、必要と認めるかを決める',
        description: '前の判断は残ります。設定は変わりません。',
        body: Type.Object(
          { clause: Choice(consideredClauseNames), decision: Decision, reason: Words },
          strict,
        ),
        response: { 201: Type.Object({ version: Type.Integer() }, { title: 'ClauseDecided' }) },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await decideClause(deps, actContextOf(request), request.body), 201),
  );
};

function lineBody({ meti, decisions, setting, ...line }: ConsideredLine) {
  return {
    ...line,
    meti: meti ?? null,
    decisions: decisions.map(({ decidedAt, ...one }) => ({
      ...one,
      says: clauseDecisionWords[one.decision],
      decidedAt: instantText(decidedAt),
    })),
    setting: setting && { ...setting, decidedAt: setting.decidedAt && instantText(setting.decidedAt) },
  };
}
