import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { principalOf } from '../api/principal-of.ts';
import {
  ActorBody,
  Choice,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  Recorded,
  SiteParams,
  strict,
  Words,
} from '../api/schemas.ts';
import { sendResult } from '../api/send-problem.ts';
import { visibilityOf } from '../authority/visibility.ts';
import { databaseOf } from '../db/pool.ts';
import { ok, refuse } from '../kernel/result.ts';
import { alarmOutcomes } from '../log/alarm-lifecycle.ts';
import type { ActDeps } from '../log/perform-act.ts';
import { findDoors } from '../zones/plan/find-doors.ts';
import { listAlarmHistory } from './list-alarm-history.ts';
import { listAlarms } from './list-alarms.ts';
import { takeAlarmStep } from './take-alarm-step.ts';

const toldTime = '起きた時刻（通知した機器の時計）';

const Alarm = Type.Object(
  {
    id: Type.String(),
    seq: Type.Integer(),
    kind: Type.String(),
    state: Type.String(),
    active: Type.Boolean({ description: '原因が続いているか。state とは別' }),
    times: Type.Integer({
      description: '発生した回数。解決するまで、同じ種類・場所・人の発生は一つに数える',
    }),
    outcome: Nullable(Choice(alarmOutcomes)),
    priority: Type.Integer({ description: '1 が最も急ぐ' }),
    instruction: Type.Unsafe<string | null>({
      ...Nullable(Type.String()),
      description: '警備員がまず行うこと。庁舎の定め（図面の alarms）があればその言葉',
    }),
    door: Nullable(Type.String()),
    gateway: Nullable(Type.String()),
    person: Nullable(Type.String()),
    raisedAt: Instant,
    at: Nullable(Instant, { description: toldTime }),
  },
  { title: 'Alarm' },
);
const AlarmEvent = Type.Object(
  {
    what: Type.String({ description: 'raised, repeated, over, escalated, acknowledged, resolved' }),
    seq: Type.Integer(),
    at: Nullable(Instant, { description: toldTime }),
    by: Nullable(ActorBody),
    note: Nullable(Type.String()),
  },
  { title: 'AlarmEvent' },
);
const State = Choice(['raised', 'acknowledged', 'resolved']);

const idPattern = '^[0-9]{1,15}\\.[0-9]{1,4}$';
const AlarmParams = Type.Object(
  { ...SiteParams.properties, alarm: Type.String({ pattern: idPattern }) },
  strict,
);
const Note = Type.Optional(Words);

/** Alarms as raised by entries, and what people do about them. */
export const alarmRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const { pool } = deps;

  app.get(
    '/sites/:site/alarms',
    {
      config: { action: 'alarms.read' },
      schema: {
        summary: '警報の一覧（新しい順）',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...PageQuery,
            after: Type.Optional(Type.String({ pattern: idPattern })),
            state: Type.Optional(State),
            active: Type.Optional(Type.Boolean()),
          },
          strict,
        ),
        response: { 200: PageOf(Alarm) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { seen } = visibilityOf(principalOf(request), site);
      const doors = seen === 'all' ? null : await findDoors(databaseOf(pool), site, [...seen]);
      return sendResult(request, reply, ok(await listAlarms(pool, site, doors, request.query)));
    },
  );

  app.get(
    '/sites/:site/alarms/:alarm',
    {
      config: { action: 'alarms.read' },
      schema: {
        summary: '警報の経過（古い順。再発と終息は最後のもの）',
        params: AlarmParams,
        response: { 200: Type.Object({ id: Type.String(), history: Type.Array(AlarmEvent) }) },
      },
    },
    async (request, reply) => {
      const { site, alarm } = request.params;
      const { seen, named } = visibilityOf(principalOf(request), site);
      const doors = seen === 'all' ? null : await findDoors(databaseOf(pool), site, [...seen]);
      const namedDoors = named === 'all' ? null : await findDoors(databaseOf(pool), site, [...named]);
      const history = await listAlarmHistory(pool, site, alarm, { doors, namedDoors });
      if (history.length === 0) return sendResult(request, reply, refuse({ code: 'not-found' }));
      return sendResult(request, reply, ok({ id: alarm, history: [...history] }));
    },
  );

  app.post(
    '/sites/:site/alarms/:alarm/acknowledge',
    {
      config: { action: 'alarms.handle' },
      schema: {
        summary: '警報を確認した（対応を始めた）ことを記録する',
        params: AlarmParams,
        body: Type.Object({ note: Note }, { ...strict, title: 'AlarmAcknowledgement' }),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, alarm } = request.params;
      const act = { step: 'acknowledge', ...request.body } as const;
      return sendResult(request, reply, await takeAlarmStep(deps, actContextOf(request), site, alarm, act));
    },
  );

  app.post(
    '/sites/:site/alarms/:alarm/resolve',
    {
      config: { action: 'alarms.handle' },
      schema: {
        summary: '警報の解決を記録する（本物 real・誤報 false）',
        description:
          '原因がなくなったことが通知される警報は、原因が続いている間、責任者だけが理由（note）を付けて解決できます。',
        params: AlarmParams,
        body: Type.Object(
          { outcome: Choice(alarmOutcomes), note: Note },
          { ...strict, title: 'AlarmResolution' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, alarm } = request.params;
      const act = { step: 'resolve', ...request.body } as const;
      return sendResult(request, reply, await takeAlarmStep(deps, actContextOf(request), site, alarm, act));
    },
  );
};
