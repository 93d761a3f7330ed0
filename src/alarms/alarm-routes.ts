import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { actContextOf } from '../api/act-context-of.ts';
import { principalOf } from '../api/principal-of.ts';
import {
  ActorBody,
  Choice,
  Code,
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
import { databaseOf } from '../db/pool.ts';
import { ok, refuse } from '../kernel/result.ts';
import { alarmOutcomes } from '../log/entry/alarm-lifecycle.ts';
import { alarmNews } from '../log/entry/alarm-news.ts';
import type { ActDeps } from '../log/writing/perform-act.ts';
import { countStanding, mostCounted } from './count-standing.ts';
import { listAlarms } from './list-alarms.ts';
import { loadAlarmViewer } from './load-alarm-viewer.ts';
import { showAlarm } from './show-alarm.ts';
import { takeAlarmStep } from './take-alarm-step.ts';

const toldTime = '起きた時刻（通知した機器の時計）';

const Done = Type.Object(
  { seq: Type.Integer(), at: Nullable(Instant), by: Nullable(ActorBody), name: Nullable(Type.String()) },
  { title: 'AlarmDone' },
);
const alarmFields = {
  id: Type.String(),
  seq: Type.Integer(),
  kind: Type.String(),
  title: Type.String(),
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
  personName: Nullable(Type.String()),
  raisedAt: Instant,
  at: Nullable(Instant, { description: toldTime }),
  acknowledgeBy: Nullable(Instant, {
    description: '確認の期限。確認・格上げ・解決の後と、格上げの定めがない警報では null',
  }),
  escalated: Nullable(Done, { description: '期限までに確認されなかったこと' }),
  acknowledged: Nullable(Done),
  resolved: Nullable(Done),
};
const Alarm = Type.Object(alarmFields, { title: 'Alarm' });
const AlarmEvent = Type.Object(
  {
    what: Type.String({ description: Object.keys(alarmNews).join(', ') }),
    says: Type.String(),
    ...Done.properties,
    at: Nullable(Instant, { description: toldTime }),
    note: Nullable(Type.String()),
  },
  { title: 'AlarmEvent' },
);
const AlarmWithHistory = Type.Object(
  { ...alarmFields, history: Type.Array(AlarmEvent) },
  { title: 'AlarmWithHistory' },
);
const Standing = Type.Object(
  {
    standing: Type.Integer({ description: `${mostCounted} より多ければ ${mostCounted}` }),
    unacknowledged: Type.Integer(),
    priority: Nullable(Type.Integer({ description: '最も急ぐもの。1 が最も急ぐ' })),
  },
  { title: 'StandingAlarms' },
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

  const viewerOf = (request: FastifyRequest, siteId: string) =>
    loadAlarmViewer(databaseOf(pool), principalOf(request), siteId);

  app.get(
    '/sites/:site/alarms/standing',
    {
      config: { action: 'alarms.count' },
      schema: {
        summary: '解決していない警報の数（施錠した画面が示すもの）',
        params: SiteParams,
        response: { 200: Standing },
      },
    },
    async (request) => {
      const { site } = request.params;
      return countStanding(pool, site, await viewerOf(request, site));
    },
  );

  app.get(
    '/sites/:site/alarms',
    {
      config: { action: 'alarms.read' },
      schema: {
        summary: '警報の一覧（新しい順）',
        description:
          '条件はすべて満たすものに絞ります。open は解決していないもの（false なら解決したもの）、state=acknowledged は確認したがまだ解決していないもの、escalated は期限までに確認されなかったもの。だれが確認・解決したかの氏名は、氏名を見られる役割の者にだけ示します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...PageQuery,
            after: Type.Optional(Type.String({ pattern: idPattern })),
            open: Type.Optional(Type.Boolean()),
            state: Type.Optional(State),
            active: Type.Optional(Type.Boolean()),
            escalated: Type.Optional(Type.Boolean()),
            kind: Type.Optional(Code),
            door: Type.Optional(Code),
            gateway: Type.Optional(Code),
          },
          strict,
        ),
        response: { 200: PageOf(Alarm) },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const viewer = await viewerOf(request, site);
      return sendResult(request, reply, await listAlarms(pool, site, viewer, request.query));
    },
  );

  app.get(
    '/sites/:site/alarms/:alarm',
    {
      config: { action: 'alarms.read' },
      schema: {
        summary: '警報の一件と経過（古い順。再発と終息は最後のもの）',
        params: AlarmParams,
        response: { 200: AlarmWithHistory },
      },
    },
    async (request, reply) => {
      const { site, alarm } = request.params;
      const shown = await showAlarm(pool, site, await viewerOf(request, site), alarm);
      if (shown === undefined) return sendResult(request, reply, refuse({ code: 'not-found' }));
      return sendResult(request, reply, ok({ ...shown, history: [...shown.history] }));
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
