import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Code, Instant, Nullable, PageQuery, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { authorization } from '../../authority/authorization.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { ok } from '../../kernel/result.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { GroupBody, shownGroup } from '../groups/group-body.ts';
import { certaintyWords } from './certainty-words.ts';
import { listRollCall, type RollCall } from './list-roll-call.ts';
import { markSeen } from './mark-seen.ts';

const certainties = ['confirmed', 'assumed', 'inferred', 'unknown'] as const;

const Line = Type.Object(
  {
    person: Uuid,
    kind: Nullable(Type.String()),
    name: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    visit: Nullable(Uuid),
    pass: Nullable(Type.String()),
    zone: Nullable(Type.String()),
    certainty: Choice(certainties),
    says: Type.String(),
    since: Nullable(Instant),
    lastZone: Nullable(Type.String()),
  },
  {
    title: 'RollCallLine',
    description:
      'certainty が unknown のとき、zone は null で、lastZone と since は最後に分かっていた区域と時刻。says は確からしさの言葉',
  },
);

const ZoneRollBody = Type.Object(
  {
    zone: Code,
    name: Type.String(),
    staff: Type.Integer(),
    outsiders: Type.Integer(),
    visitors: Type.Integer(),
    services: Type.Integer({ description: '緊急立入りの人数' }),
    declared: Type.Integer({ description: '警備員が数えた人数' }),
    confirmed: Type.Integer(),
    assumed: Type.Integer(),
    inferred: Type.Integer(),
    missing: Type.Integer({ description: '所在不明で、最後にこの区域にいた人' }),
  },
  { title: 'ZoneRoll' },
);

const PowerCutBody = Type.Object(
  {
    zone: Code,
    what: Type.String(),
    power: Type.String(),
    by: Type.String(),
    isClear: Type.Boolean({
      description: '区域にいる人も、最後にここにいた所在不明の人もいない。目で確かめてから遮断する',
    }),
  },
  { title: 'PowerCut', description: '区域の電源を、人の安全を確かめた後にだれが遮断するか（2.3.1.1(9)(b)）' },
);

const RollCallBody = Type.Object(
  {
    emergency: Nullable(Type.Object({ since: Instant, seq: Type.Integer() })),
    zones: Type.Array(ZoneRollBody),
    groups: Type.Array(GroupBody),
    powerCuts: Type.Array(PowerCutBody),
    unknown: Type.Integer(),
    total: Type.Integer(),
    items: Type.Array(Line),
    next: Nullable(Type.String()),
    may: Type.Array(Type.Object({ step: Type.String(), by: Type.Array(Type.String()) })),
  },
  { title: 'RollCall' },
);

const People = Type.Array(Uuid, { maxItems: 1000, uniqueItems: true, default: [] });

/** 点呼: who is to be accounted for and where, and whom somebody has seen. */
export const rollCallRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/roll-call',
    {
      config: { action: 'roll-call.read' },
      schema: {
        summary: '点呼（区域ごとの人数と、一人ずつの所在と確からしさ）',
        description:
          '緊急事態のあいだは、始まってから読取りも目視もない人を所在不明とし、先に示す。訪問者（受付済みで退出していない者）を含む。庁舎の外にいる人は、緊急事態が始まってから確かめた者だけを示す。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...PageQuery,
            after: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{0,63}\\.[0-9a-f-]{36}$' })),
            zone: Type.Optional(Code),
            certainty: Type.Optional(Choice(certainties)),
          },
          strict,
        ),
        response: { 200: RollCallBody },
      },
    },
    async (request) => {
      const { site } = request.params;
      return shown(
        await listRollCall(deps.pool, site, visibilityOf(principalOf(request), site), request.query),
      );
    },
  );

  app.post(
    '/sites/:site/roll-call/seen',
    {
      config: { action: 'roll-call.mark' },
      schema: {
        summary: '点呼で見た人を記録する（まとめて。訪問は受付済みの全員）',
        description:
          '見た人はその区域に確認済みとなり、その後の読取りは通常どおり扱う。記録できない人がいても、ほかの人は記録する（results）。自分自身は記録できない。',
        params: SiteParams,
        body: Type.Object({ zone: Code, persons: People, visits: People }, strict),
        response: {
          200: Type.Object({
            seq: Nullable(Type.Integer()),
            results: Type.Array(
              Type.Object(
                { person: Uuid, result: Choice(['seen', 'not-found', 'own']) },
                { title: 'SeenResult' },
              ),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const result = await markSeen(deps, actContextOf(request), request.params.site, request.body);
      if (!result.ok) return sendResult(request, reply, result);
      const { seq, results } = result.value;
      return sendResult(request, reply, ok({ seq, results: [...results] }));
    },
  );
};

function shown({ emergency, zones, groups, powerCuts, items, ...rest }: RollCall) {
  return {
    ...rest,
    emergency: emergency === undefined ? null : { since: emergency.since.toISOString(), seq: emergency.seq },
    zones: [...zones],
    groups: groups.map(shownGroup),
    powerCuts: [...powerCuts],
    items: items.map(({ since, certainty, ...line }) => ({
      ...line,
      certainty,
      says: certaintyWords[certainty],
      since: since?.toISOString() ?? null,
    })),
    may: [{ step: 'seen', by: [...authorization['roll-call.mark'].roles] }],
  };
}
