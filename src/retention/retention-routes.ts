import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { isNull } from 'drizzle-orm';
import { Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { principalOf } from '../api/principal-of.ts';
import {
  Choice,
  Created,
  End,
  EndDay,
  Instant,
  instantText,
  Nullable,
  strict,
  Uuid,
  Words,
} from '../api/schemas.ts';
import { sendProblem, sendResult } from '../api/send-problem.ts';
import { databaseOf } from '../db/pool.ts';
import { ministryLogId } from '../kernel/ids.ts';
import { isRecordClass, recordClasses } from '../log/entry/record-classes.ts';
import { proposeDecision } from './by-two/propose-decision.ts';
import { listDue } from './due/list-due.ts';
import { erasables } from './erasable/erasables.ts';
import { everyOrganisation } from './rules/cutoffs.ts';
import type { RetentionDeps } from './rules/decide-retention.ts';
import { extendRetention } from './rules/extend-retention.ts';
import { holdGrounds } from './rules/hold-grounds.ts';
import { judgeDecider } from './rules/judge-two.ts';
import { retentionHolds, retentionRules } from './rules/tables.ts';

const Class = Choice(Object.keys(recordClasses).filter(isRecordClass));
const Day = Type.String({ format: 'date' });

const RetentionBody = Type.Object(
  {
    rules: Type.Array(
      Type.Object({
        id: Uuid,
        recordClass: Class,
        says: Type.String(),
        organisation: Nullable(Uuid, { description: 'null は、ほかに決定のないすべての組織' }),
        days: Type.Integer(),
        basis: Type.String(),
        document: Type.String(),
        decidedBy: Uuid,
        decidedAt: Instant,
      }),
    ),
    holds: Type.Array(
      Type.Object({
        id: Uuid,
        recordClass: Class,
        site: Nullable(Uuid),
        person: Nullable(Uuid),
        untilOn: EndDay,
        says: Type.String(),
        reference: Type.String(),
        decidedBy: Uuid,
      }),
    ),
    due: Type.Array(
      Type.Object({
        site: Nullable(Uuid),
        what: Type.String(),
        recordClass: Class,
        says: Type.String(),
        organisation: Nullable(Uuid),
        count: Type.Integer(),
        fromOn: Day,
        toOn: Day,
      }),
      { description: '今、消去すれば消えるもの' },
    ),
  },
  { title: 'Retention' },
);

const Proposed = Type.Object(
  { proposal: Type.Object({ id: Uuid, expiresAt: End }) },
  { title: 'RetentionProposed' },
);

/** 保存期間: what is decided of it, what is extended, and what is due; the days of a class are set here. */
export const retentionRoutes: FastifyPluginAsyncTypebox<RetentionDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/retention',
    {
      config: { action: 'retention.read', clause: '2.2.1.4(2)' },
      schema: { summary: '保存期間、保存の延長、消去の対象', response: { 200: RetentionBody } },
    },
    async () => {
      const rules = await db.select().from(retentionRules).where(isNull(retentionRules.untilSeq));
      const holds = await db.select().from(retentionHolds).where(isNull(retentionHolds.untilSeq));
      return {
        rules: rules.map(({ ruleId, recordClass, organisationId, decidedAt, ...rule }) => ({
          id: ruleId,
          recordClass,
          says: recordClasses[recordClass].says.ja,
          organisation: orNull(organisationId),
          days: rule.days,
          basis: rule.basis,
          document: rule.document,
          decidedBy: rule.decidedBy,
          decidedAt: instantText(decidedAt),
        })),
        holds: holds.map(
          ({ holdId, recordClass, siteId, personId, keptUntil, ground, reference, decidedBy }) => ({
            ...{ id: holdId, recordClass, site: orNull(siteId), person: personId, untilOn: keptUntil },
            ...{ says: holdGrounds[ground].says, reference, decidedBy },
          }),
        ),
        due: (await listDue(deps)).map(({ log, what, recordClass, organisation, count, from, to }) => ({
          ...{ site: orNull(log), what, recordClass, says: erasables[what].says },
          ...{ organisation: orNull(organisation), count, fromOn: from, toOn: to },
        })),
      };
    },
  );

  app.post(
    '/retention/decisions',
    {
      config: { action: 'retention.change', clause: '2.2.1.4(2)' },
      schema: {
        summary: '種別ごとの保存期間の決定を提案する（2人目が確認して初めて変わる）',
        description:
          '2人で行います。何も変えずに 202 と提案（proposal）を返すので、15分のうちにほかの権限者が確認（confirm）してください。',
        body: Type.Object(
          {
            recordClass: Class,
            organisation: Type.Optional(Uuid),
            days: Type.Integer({ minimum: 1, maximum: 36_500 }),
            basis: Words,
            document: Words,
          },
          strict,
        ),
        response: { 202: Proposed },
      },
    },
    async (request, reply) => {
      const { organisation, ...decision } = request.body;
      const draft = { ...decision, organisationId: organisation ?? everyOrganisation };
      return sendResult(request, reply, await proposeDecision(deps, actContextOf(request), draft), 202);
    },
  );

  app.post(
    '/retention/extensions',
    {
      config: { action: 'retention.change', clause: '2.2.1.4(2)' },
      schema: {
        summary: '保存を延長する（この日まで消去しない）',
        body: Type.Object(
          {
            recordClass: Class,
            site: Type.Optional(Uuid),
            person: Type.Optional(Uuid),
            untilOn: EndDay,
            ground: Choice(Object.keys(holdGrounds).filter(isGround)),
            reference: Words,
          },
          strict,
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { site, person, untilOn, ...given } = request.body;
      const extension = {
        siteId: site ?? ministryLogId,
        personId: person ?? null,
        keptUntil: untilOn,
        ...given,
      };
      const { actor } = principalOf(request);
      const refusal = judgeDecider(actor);
      if (refusal !== undefined) return sendProblem(request, reply, refusal);
      const result = await extendRetention(deps, actContextOf(request), {
        ...extension,
        decidedBy: actor.id,
      });
      return sendResult(request, reply, result, 201);
    },
  );
};

function orNull(id: string): string | null {
  return id === ministryLogId ? null : id;
}

function isGround(word: string): word is keyof typeof holdGrounds {
  return word in holdGrounds;
}
