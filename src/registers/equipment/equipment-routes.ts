import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf, parseIfMatch } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  ListQuery,
  PageOf,
  Reason,
  Recorded,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { databaseOf } from '../../db/pool.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { changeEquipment } from './change-equipment.ts';
import {
  detailsOf,
  EquipmentBody,
  EquipmentVersion,
  equipmentBody,
  equipmentChange,
  equipmentDetails,
  equipmentFields,
  equipmentVersion,
  installedUnder,
} from './equipment-body.ts';
import type { EquipmentDeps } from './equipment-deps.ts';
import { equipmentKindNames } from './equipment-kinds.ts';
import { equipmentStates } from './equipment-lifecycle.ts';
import { findVersions, listEquipment } from './equipment-rows.ts';
import { moveEquipment } from './move-equipment.ts';
import { registerEquipment } from './register-equipment.ts';
import { takeEquipmentStep } from './take-equipment-step.ts';

const clause = '2.3.1.1(4)';
const EquipmentParams = Type.Object({ site: Uuid, equipment: Uuid }, strict);

const steps = [
  { step: 'seal', summary: '機器を封印したことを記録する' },
  { step: 'unseal', summary: '機器の封印を解いたことを記録する' },
  { step: 'dispose', summary: '機器の廃棄を記録する（復元できなくした方法を理由に書く）' },
] as const;

/** 機器の登録: what stands where (2.3.1.1(4), METI 43, 44 and 47), and what keeps it from being carried away. */
export const equipmentRoutes: FastifyPluginAsyncTypebox<EquipmentDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const hiddenFrom = (principal: Principal, site: string) =>
    loadHiddenFrom({ db, client: deps.pool, now: deps.clock.now() }, principal, site);

  app.get(
    '/sites/:site/equipment',
    {
      config: { action: 'equipment.read', clause },
      schema: {
        summary: '区域に設置された機器',
        description:
          '登録の順。廃棄したものは state=disposed で返します。監視カメラは cameras にあります。隠された部屋のものは、その部屋を知る人にだけ返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            zone: Type.Optional(Code),
            kind: Type.Optional(Choice(equipmentKindNames)),
            system: Type.Optional(Uuid),
            state: Type.Optional(Choice(equipmentStates)),
          },
          strict,
        ),
        response: { 200: PageOf(EquipmentBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const hidden = await hiddenFrom(principalOf(request), site);
      const { items, next } = await listEquipment(db, site, { ...request.query, hidden });
      return { items: items.map(equipmentBody), next };
    },
  );

  app.post(
    '/sites/:site/equipment',
    {
      config: { action: 'equipment.keep', clause },
      schema: {
        summary: '区域に設置された機器を登録する',
        description: '端末・サーバ装置・通信回線装置の securedBy は、不足報告の行38〜41の証跡になります。',
        params: SiteParams,
        body: Type.Object(
          { ...equipmentFields, ...installedUnder, ...equipmentDetails },
          { ...strict, title: 'EquipmentDraft' },
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { number, kind, zone: zoneId, placedOn, permit: permitId = null, ...told } = request.body;
      const draft = { number, kind, zoneId, placedOn, permitId, ...detailsOf(told) };
      const result = await registerEquipment(deps, actContextOf(request), request.params.site, draft);
      return sendResult(request, reply, result, 201);
    },
  );

  app.get(
    '/sites/:site/equipment/:equipment',
    {
      config: { action: 'equipment.read', clause },
      schema: {
        summary: '機器の登録とこれまで（新しい順）',
        params: EquipmentParams,
        response: {
          200: Type.Object(
            { ...EquipmentBody.properties, history: Type.Array(EquipmentVersion) },
            { title: 'EquipmentEntry' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { site, equipment } = request.params;
      const hidden = await hiddenFrom(principalOf(request), site);
      const versions = await findVersions(db, site, equipment);
      const [current] = versions;
      if (current === undefined || hidden.has(current.zoneId)) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      // Where it was before may be a room that whoever asks does not know of.
      const history = versions.filter(({ zoneId }) => !hidden.has(zoneId)).map(equipmentVersion);
      return reply
        .header('etag', etagOf(current.fromSeq))
        .send({ ...equipmentBody(current), history: [...history] });
    },
  );

  app.patch(
    '/sites/:site/equipment/:equipment',
    {
      config: { action: 'equipment.keep', clause },
      schema: {
        summary: '機器の登録を変える（null は取り消し）',
        description: 'permit は、設置をあらためて申請したときに、新しい許可・届出の番号に替えます。',
        params: EquipmentParams,
        body: Type.Partial(Type.Object(equipmentChange), {
          ...strict,
          minProperties: 1,
          title: 'EquipmentChange',
        }),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const ifMatch = parseIfMatch(request);
      if (!ifMatch.ok) return sendProblem(request, reply, ifMatch.refusal);
      const { site: siteId, equipment: equipmentId } = request.params;
      const of = { siteId, equipmentId };
      const { permit, ...told } = request.body;
      const change = permit === undefined ? told : { ...told, permitId: permit };
      const changed = await changeEquipment(deps, actContextOf(request), of, ifMatch.value, change);
      return sendResult(request, reply, changed);
    },
  );

  app.post(
    '/sites/:site/equipment/:equipment/move',
    {
      config: { action: 'equipment.keep', clause },
      schema: {
        summary: '機器をほかの区域に移したことを記録する',
        description: '両方の区域について答える人が記録します。移した先での securedBy は、書き直します。',
        params: EquipmentParams,
        body: Type.Object(
          {
            zone: Code,
            placedOn: equipmentFields.placedOn,
            securedBy: equipmentDetails.securedBy,
            ...installedUnder,
            reason: Words,
          },
          { ...strict, title: 'EquipmentMove' },
        ),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site: siteId, equipment: equipmentId } = request.params;
      const of = { siteId, equipmentId };
      return sendResult(request, reply, await moveEquipment(deps, actContextOf(request), of, request.body));
    },
  );

  for (const { step, summary } of steps) {
    app.post(
      `/sites/:site/equipment/:equipment/${step}`,
      {
        config: { action: 'equipment.keep', clause },
        schema: { summary, params: EquipmentParams, body: Reason, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { site: siteId, equipment: equipmentId } = request.params;
        const of = { siteId, equipmentId };
        const { reason } = request.body;
        const result = await takeEquipmentStep(deps, actContextOf(request), of, step, reason);
        return sendResult(request, reply, result);
      },
    );
  }
};
