import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  End,
  Instant,
  Name,
  NamedPageOf,
  PageQuery,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { addApplicationRoutes } from '../../permits/applying/add-application-routes.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { AllowedBody, allowedBody } from '../../permits/shown/allowed-body.ts';
import { type AskingDeps, findAskedHere } from '../../permits/using/find-asked-here.ts';
import { orWaived } from '../../permits/using/or-waived.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { askedRowOf } from './asked-row-of.ts';
import { deviceSortNames } from './device-sorts.ts';
import { judgeDeviceHere } from './judge-device-here.ts';
import { loadDevicePermits } from './load-device-permits.ts';
import { privateDeviceApplication } from './private-device-application.ts';
import {
  LabelledDeviceBody,
  labelledDeviceBody,
  PrivateDeviceBody,
  privateDeviceBody,
} from './private-device-body.ts';
import { findPrivateDevice, listPrivateDevices } from './private-device-rows.ts';
import { deviceAnswers, handledGrades } from './private-device-terms.ts';
import { registerDevice } from './register-device.ts';

const clause = '2.3.1.1(7)(a)(ウ)';

const Label = Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'ラベルの番号' });
const DeviceParams = Type.Object({ site: Uuid, label: Label }, strict);

const DeviceApplicationBody = Type.Object(
  {
    zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    until: End,
    purpose: Type.Optional(Words),
    purposeCode: Type.Optional(Code),
    ...deviceAnswers,
  },
  { ...strict, title: 'PrivateDeviceApplication' },
);

/** 支給以外の端末・記録装置 (2.3.1.1(7)(a)(ウ), 1.4.2.2(2), 別表2 rows 8–13). */
export const privateDeviceRoutes: FastifyPluginAsyncTypebox<PermitDeps & AskingDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/private-devices',
    {
      config: { action: 'permits.read', clause },
      schema: {
        summary: '登録された支給以外の端末・記録装置の一覧',
        description:
          'ラベルの順。許可・届出のすべてを見る役割のない人には、自分の機器と自分が登録したものだけを返します。',
        params: SiteParams,
        querystring: Type.Object(
          { limit: PageQuery.limit, after: Type.Optional(Label), holder: Type.Optional(Uuid) },
          strict,
        ),
        response: { 200: NamedPageOf(PrivateDeviceBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const seen = recordsSeen(viewer, site, 'permits.read');
      const { items, next } = await listPrivateDevices(db, site, request.query, seen);
      const ids = isTold(viewer, 'name', site)
        ? items.flatMap(({ holderId, registrantId }) => [holderId, registrantId])
        : [];
      const who = await loadWhoIs(deps.pool, site, ids);
      const names = [...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]]));
      return { items: items.map(privateDeviceBody), next, names: Object.fromEntries(names) };
    },
  );

  app.post(
    '/sites/:site/private-devices',
    {
      config: { action: 'permits.apply', clause },
      schema: {
        summary: '支給以外の端末・記録装置を登録し、ラベルの番号を得る',
        description:
          '番号は庁舎で一つだけで、機器に貼ります。登録は何も許可しません。府省庁外の人の機器は訪問相手が登録します。製造者・型名・製造番号は任意です。',
        params: SiteParams,
        body: Type.Object(
          {
            holder: Uuid,
            sort: Choice(deviceSortNames),
            maker: Type.Optional(Name),
            model: Type.Optional(Name),
            serial: Type.Optional(Name),
          },
          { ...strict, title: 'PrivateDeviceDraft' },
        ),
        response: { 201: Type.Object({ label: Type.Integer() }, { title: 'DeviceRegistered' }) },
      },
    },
    async (request, reply) =>
      sendResult(
        request,
        reply,
        await registerDevice(deps, actContextOf(request), request.params.site, request.body),
        201,
      ),
  );

  addApplicationRoutes(app, deps, {
    path: '/sites/:site/private-devices/:label/permits',
    kinds: ['private-device'],
    clause,
    params: DeviceParams,
    body: DeviceApplicationBody,
    words: {
      summary: '機器の持込み・利用を申請し、又は届け出る',
      description:
        '持込み（行8・12）と利用（行9・10・11・13）は別のことで、申請するものだけが問われます。医療上の補助具は purposeCode を medical-aid とし、purpose を書きません。',
      resubmit: '差し戻された機器の申請を直して出し直す',
    },
    applicationOf: async (asked, { site, label }) => {
      const device = await findPrivateDevice(db, site, label);
      return device === undefined ? refuse(unknownLabel) : ok(privateDeviceApplication(device, asked));
    },
  });

  app.get(
    '/sites/:site/private-devices/:label/allowed',
    {
      config: { action: 'private-devices.ask', clause },
      schema: {
        summary: 'このラベルの機器は、いまここに持ち込み、又はここで使ってよいか',
        params: DeviceParams,
        querystring: Type.Object(
          {
            zone: Code,
            act: Choice(['carry-in', 'use']),
            handles: Choice(handledGrades, { default: 'unprotected', description: '使うときに取り扱う情報' }),
            lan: Type.Boolean({ default: false, description: '府省庁内LANにつなぐか' }),
          },
          strict,
        ),
        response: {
          200: Type.Object(
            { ...AllowedBody.properties, device: LabelledDeviceBody },
            { title: 'DeviceAllowed' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { site, label } = request.params;
      const { zone, act, handles, lan } = request.query;
      const device = await findPrivateDevice(db, site, label);
      if (device === undefined) return sendProblem(request, reply, unknownLabel);
      const [here, held] = await Promise.all([
        findAskedHere(deps, principalOf(request), site, { person: device.holderId, zone }),
        loadDevicePermits(db, device),
      ]);
      if (here === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const doing = act === 'carry-in' ? act : { handles, lan };
      const facts = { ...here, doing, at: deps.clock.now(), held };
      const asked = askedRowOf(here.kind, doing);
      const there = {
        site,
        zone,
        person: device.holderId,
        asked,
        applied: { person: here.kind },
        at: facts.at,
      };
      const answer = allowedBody(await orWaived(db, judgeDeviceHere(facts, here.layers), there), saysOf);
      return { ...answer, device: labelledDeviceBody(device) };
    },
  );
};

const unknownLabel = { code: 'not-found', detail: 'この番号のラベルは発行されていません。' } as const;

const saysOf = {
  'not-required': '許可は要りません',
  waived: '届出を要しないと定められています',
  permitted: '許可・届出があります',
  'not-started': '許可・届出はありますが、受付・警備が条件を満たすと確かめて始めていません',
  'not-permitted': '許可・届出がありません',
  undetermined: '府省庁の判断がないため認められません',
  forbidden: '禁止されています',
  excepted: 'この人についての例外措置により、申請なしにできます',
  stopped: '停止されたか離任した人の機器です',
} as const;
