import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  End,
  Instant,
  instantText,
  NoBody,
  Nullable,
  PageOf,
  PageQuery,
  Reason,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { cameraLifecycle, cameraStateNames, cameraStates } from '../cameras/camera-lifecycle.ts';
import { type CameraRow, listCameras } from '../cameras/camera-rows.ts';
import { registerCamera } from '../cameras/register-camera.ts';
import { type SteppedCamera, takeCameraStep } from './take-camera-step.ts';

const clause = '2.3.1.1(5)(a)';

const CameraParams = Type.Object({ site: Uuid, zone: Code, camera: Code }, strict);

const CameraBody = Type.Object(
  {
    code: Type.String(),
    zone: Type.String(),
    sees: Type.String({ description: '区域の何が映るか' }),
    state: Choice(cameraStates),
    says: Type.String(),
    reason: Nullable(Type.String()),
    from: Instant,
    until: Nullable(End),
    may: Type.Array(OpenStep),
  },
  { title: 'Camera' },
);

const CameraStepped = Type.Object(
  {
    ...Stepped.properties,
    unwatched: Type.Array(Uuid, {
      description:
        'これによって、要する監視のないまま続いている作業（その許可）。中断するか、復旧するかを決める',
    }),
  },
  { title: 'CameraStepped' },
);

/** 監視カメラ that watch work: which there are, and which are out of order (別表1 rows 48 and 50). */
export const cameraRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/cameras',
    {
      config: { action: 'cameras.read', clause },
      schema: {
        summary: '作業を監視するカメラ',
        description: '隠された部屋のものは、その部屋を知る人にだけ返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            limit: PageQuery.limit,
            after: Type.Optional(Type.String({ maxLength: 130, pattern: '^[a-z0-9-]+\\.[a-z0-9-]+$' })),
            zone: Type.Optional(Code),
            state: Type.Optional(Choice(cameraStates)),
          },
          strict,
        ),
        response: { 200: PageOf(CameraBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const db = databaseOf(deps.pool);
      const reader = { db, client: deps.pool, now: deps.clock.now() };
      const hidden = await loadHiddenFrom(reader, principalOf(request), site);
      const { items, next } = await listCameras(db, site, { ...request.query, hidden });
      return { items: items.map(cameraBody), next };
    },
  );

  app.post(
    '/sites/:site/cameras',
    {
      config: { action: 'cameras.keep', clause },
      schema: {
        summary: '作業を監視するカメラを登録する',
        description:
          '作業の計画の terms.cameras に、code を挙げます。code は区域のうちで一つのカメラだけのものです。',
        params: SiteParams,
        body: Type.Object(
          { code: Code, zone: Code, sees: Words, from: Instant, until: Type.Optional(End) },
          { ...strict, title: 'CameraDraft' },
        ),
        response: { 201: Type.Object({ code: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { from, until, ...camera } = request.body;
      const draft = {
        ...camera,
        from: new Date(from),
        until: until === undefined ? undefined : new Date(until),
      };
      const result = await registerCamera(deps, actContextOf(request), request.params.site, draft);
      return sendResult(request, reply, result, 201);
    },
  );

  for (const { step, summary } of reasonedSteps) {
    app.post(
      `/sites/:site/zones/:zone/cameras/:camera/${step}`,
      {
        config: { action: actionOfStep[step], clause },
        schema: { summary, params: CameraParams, body: Reason, response: { 200: CameraStepped } },
      },
      async (request, reply) => {
        const { site, zone, camera: code } = request.params;
        const { reason } = request.body;
        const result = await takeCameraStep(deps, actContextOf(request), site, { zone, code }, step, reason);
        return sendResult(request, reply, steppedAnswer(result));
      },
    );
  }

  app.post(
    '/sites/:site/zones/:zone/cameras/:camera/repair',
    {
      config: { action: actionOfStep.repair, clause },
      schema: {
        summary: '監視カメラの復旧を記録する',
        params: CameraParams,
        body: NoBody,
        response: { 200: CameraStepped },
      },
    },
    async (request, reply) => {
      const { site, zone, camera: code } = request.params;
      const result = await takeCameraStep(deps, actContextOf(request), site, { zone, code }, 'repair');
      return sendResult(request, reply, steppedAnswer(result));
    },
  );
};

function steppedAnswer(
  result: Result<SteppedCamera, Refusal>,
): Result<Static<typeof CameraStepped>, Refusal> {
  if (!result.ok) return result;
  const { state, unwatched } = result.value;
  return ok({ state, unwatched: [...unwatched] });
}

const reasonedSteps = [
  { step: 'break', summary: '監視カメラの故障を記録する' },
  { step: 'remove', summary: '監視カメラの撤去を記録する' },
] as const;

const actionOfStep = {
  break: 'cameras.tell',
  repair: 'cameras.tell',
  remove: 'cameras.keep',
} as const;

function cameraBody({
  code,
  zoneId,
  sees,
  state,
  reason,
  validFrom,
  validUntil,
}: CameraRow): Static<typeof CameraBody> {
  return {
    code,
    zone: zoneId,
    sees,
    state,
    says: cameraStateNames[state],
    reason,
    from: instantText(validFrom),
    until: validUntil && instantText(validUntil),
    may: openSteps(cameraLifecycle[state], actionOfStep),
  };
}
