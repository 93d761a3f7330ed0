import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  Instant,
  instantText,
  Nullable,
  Recorded,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { partiesOf } from '../../permits/registry/parties-of.ts';
import { loadPermitVersions } from '../../permits/registry/permit-rows.ts';
import { isPermitSeen } from '../../permits/seeing/is-permit-seen.ts';
import { loadPermitsSeen } from '../../permits/seeing/load-permits-seen.ts';
import { Workers } from '../plan/workers.ts';
import { beginWork, type WorkDeps } from './begin-work.ts';
import { changeWorkers } from './change-workers.ts';
import { endWork } from './end-work.ts';
import { type RoundLine, roundFaults } from './judge-round.ts';
import { loadOccurrences } from './occurrence-rows.ts';
import { relieveAttendant } from './relieve-attendant.ts';

const clause = '2.3.1.1(5)(a)';

const WorkParams = Type.Object({ site: Uuid, permit: Uuid }, strict);

const Count = Type.Integer({ minimum: 0, maximum: 10_000 });

const RoundBody = Nullable(
  Type.Array(
    Type.Object(
      {
        point: Type.Integer({ description: '計画の何番目の巡回点か' }),
        zone: Code,
        is: Choice(Object.keys(roundFaults)),
        says: Type.String(),
        at: Nullable(Instant),
      },
      { title: 'RoundLine' },
    ),
  ),
  { description: '巡回点のうち計画のとおりでなかったもの。巡回点のない作業では null' },
);

/** 作業の実施: who comes to a work, and each time it is done, attended and counted (2.3.1.1(5)(a), 別表1 rows 47 to 50). */
export const occurrenceRoutes: FastifyPluginAsyncTypebox<PermitDeps & WorkDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/sites/:site/works/:permit/workers',
    {
      config: { action: 'permits.apply', clause },
      schema: {
        summary: '作業員を届け出る（締切りまで。いつも全員を送る）',
        params: WorkParams,
        body: Type.Object({ persons: Workers }, strict),
        response: { 200: Type.Object({ workers: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { persons } = request.body;
      return sendResult(
        request,
        reply,
        await changeWorkers(deps, actContextOf(request), site, permit, persons),
      );
    },
  );

  app.post(
    '/sites/:site/works/:permit/begin',
    {
      config: { action: 'permits.use', clause },
      schema: {
        summary: '作業を始める（立会者と、入る作業員の人数）',
        params: WorkParams,
        body: Type.Object({ attendant: Type.Optional(Uuid), workers: Count }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await beginWork(deps, actContextOf(request), site, permit, request.body);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/works/:permit/relieve',
    {
      config: { action: 'permits.use', clause },
      schema: {
        summary: '立会いを交代する（交代する人が区域に入ってから）',
        params: WorkParams,
        body: Type.Object({ attendant: Uuid }, strict),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const { attendant } = request.body;
      return sendResult(
        request,
        reply,
        await relieveAttendant(deps, actContextOf(request), site, permit, attendant),
      );
    },
  );

  app.post(
    '/sites/:site/works/:permit/end',
    {
      config: { action: 'permits.use', clause },
      schema: {
        summary: '作業を終える（出た作業員の人数と結果）',
        params: WorkParams,
        body: Type.Object({ workers: Count, result: Words }, strict),
        response: {
          200: Type.Object({
            missing: Type.Integer({ description: '入った人数から出た人数を引いた数' }),
            inside: Type.Array(Uuid, { description: '扉の記録でまだ作業の区域にいる作業員' }),
            round: RoundBody,
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const result = await endWork(deps, actContextOf(request), site, permit, request.body);
      if (!result.ok) return sendResult(request, reply, result);
      const { missing, inside, round } = result.value;
      return sendResult(request, reply, ok({ missing, inside: [...inside], round: roundBody(round) }));
    },
  );

  app.get(
    '/sites/:site/works/:permit/occurrences',
    {
      config: { action: 'permits.read', clause },
      schema: {
        summary: '作業の実施と立会いの記録',
        params: WorkParams,
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object(
                {
                  id: Uuid,
                  attendant: Nullable(Uuid),
                  begunAt: Instant,
                  workersIn: Type.Integer(),
                  endedAt: Nullable(Instant),
                  workersOut: Nullable(Type.Integer()),
                  result: Nullable(Type.String()),
                  round: RoundBody,
                },
                { title: 'WorkOccurrence' },
              ),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const [current] = await loadPermitVersions(db, site, permit);
      const seen = await loadPermitsSeen(db, principalOf(request), site, deps.clock.now());
      if (current?.kind !== 'work' || !isPermitSeen(current, seen)) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      const rows = await loadOccurrences(db, site, permit);
      // Words, which name people: as in the record of works, and to whom they are about.
      const viewer = principalOf(request);
      const { named } = visibilityOf(viewer, site);
      const mayKnow = reaches(named, current.zoneIds);
      const isTold = (attendant: string | null) =>
        mayKnow || [...partiesOf(current), attendant].includes(viewer.actor.id);
      return {
        items: rows.map(
          ({ occurrenceId, attendantId, begunAt, endedAt, workersIn, workersOut, result, round }) => ({
            id: occurrenceId,
            attendant: attendantId,
            begunAt: instantText(begunAt),
            workersIn,
            endedAt: endedAt && instantText(endedAt),
            workersOut,
            result: isTold(attendantId) ? result : null,
            round: roundBody(round),
          }),
        ),
      };
    },
  );
};

function roundBody(round: readonly RoundLine[] | null): Static<typeof RoundBody> {
  return round === null ? null : round.map((line) => ({ ...line, says: roundFaults[line.is] }));
}
