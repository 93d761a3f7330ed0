import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TObject, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Choice, Instant, instantText, Nullable, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { factorDemand, personRoles } from '../../authority/factor-demand.ts';
import type { SettingName } from '../../authority/settings/access-settings.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import { handlingLimitNames, handlingLimits } from '../../authority/settings/handling-limits.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import { decideSetting } from './decide-setting.ts';

const Networks = Type.Array(Type.String({ minLength: 1, maxLength: 49 }), {
  maxItems: 100,
  uniqueItems: true,
});
const Minutes = Nullable(Type.Integer({ minimum: 5, maximum: 60 }), {
  description: 'null なら昇格を求めない',
});

const Rotation = {
  maxAgeDays: Nullable(Type.Integer({ minimum: 30, maximum: 730 }), {
    description: '変えてから使える日数。null なら変更を求めない',
  }),
  history: Type.Integer({ minimum: 0, maximum: 10, description: '使い回せない、前のパスワードの数' }),
};
const Demands = Type.Array(Type.Object({ role: Choice(personRoles), isDemanded: Type.Boolean() }, strict), {
  maxItems: personRoles.length,
  description: '決めた役割だけ。ほかの役割は、初めのとおり',
});

const Between = Type.Array(
  Type.Object(
    {
      sites: Type.Array(Uuid, { minItems: 2, maxItems: 2, uniqueItems: true }),
      minutes: Type.Integer({ minimum: 1, maximum: 1440, description: '移るのに要る、最も短い時間（分）' }),
    },
    { ...strict, title: 'TravelTime' },
  ),
  { maxItems: 200, description: '挙げない庁舎の間は見ない' },
);

const RecordGrade = {
  confidentiality: Type.Integer({ minimum: 1, maximum: 3, description: '機密性' }),
  limits: Type.Array(Choice(handlingLimitNames), {
    maxItems: handlingLimitNames.length,
    uniqueItems: true,
    description: `取扱制限（${Object.entries(handlingLimits)
      .map(([code, words]) => `${code}: ${words}`)
      .join('、')}）`,
  }),
};

const Version = Type.Object({ version: Type.Integer() }, { title: 'SettingDecided' });

/** A setting with what holds, since when and why. */
const held = <Value extends TObject>(value: Value, title: string) =>
  Type.Object(
    {
      version: Type.Integer({ description: '0 は、まだ決められていない' }),
      value,
      reason: Type.String(),
      decidedBy: Nullable(Type.String()),
      decidedAt: Nullable(Instant),
    },
    { title },
  );

const Settings = Type.Object(
  {
    adminNetworks: held(Type.Object({ networks: Networks }), 'AdminNetworks'),
    elevation: held(Type.Object({ minutes: Minutes }), 'ElevationSetting'),
    passwordRotation: held(Type.Object(Rotation), 'PasswordRotation'),
    secondFactor: held(
      Type.Object({
        demanded: Type.Array(Type.String(), { description: '二つ目の要素を求める役割' }),
      }),
      'SecondFactorSetting',
    ),
    travelTimes: held(Type.Object({ between: Between }), 'TravelTimesSetting'),
    passwordReset: held(Type.Object({ isAllowed: Type.Boolean() }), 'PasswordResetSetting'),
    recordGrade: held(Type.Object(RecordGrade), 'RecordGradeSetting'),
  },
  { title: 'AccessSettings' },
);

/** 主体認証と権限の設定: what the ministry has decided of how its people are let in. */
export const accessSettingRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const told = async <Name extends SettingName>(name: Name) => {
    const { decidedAt, ...setting } = await findSetting(db, name);
    return { ...setting, decidedAt: decidedAt && instantText(decidedAt) };
  };

  app.get(
    '/access-settings',
    {
      config: { action: 'access-settings.read', clause: '2.2.1.3(2)(c)' },
      schema: {
        summary:
          '主体認証と権限の設定（管理者権限の接続元、昇格、パスワードの変更と再設定、二つ目の要素、庁舎間の移動時間、記録の格付）と、その理由',
        response: { 200: Settings },
      },
    },
    async () => {
      const { value, ...admins } = await told('admin-networks');
      const adminNetworks = { ...admins, value: { networks: [...value.networks] } };
      const elevation = await told('elevation');
      const passwordRotation = await told('password-rotation');
      const { value: decided, ...factors } = await told('second-factor');
      const demanded = personRoles.filter((role) => factorDemand(role, decided.demanded).isDemanded);
      const secondFactor = { ...factors, value: { demanded } };
      const { value: ways, ...travel } = await told('travel-times');
      const between = ways.between.map(({ sites, minutes }) => ({ sites: [...sites], minutes }));
      const travelTimes = { ...travel, value: { between } };
      const passwordReset = await told('password-reset');
      const { value: grade, ...graded } = await told('record-grade');
      const recordGrade = { ...graded, value: { ...grade, limits: [...grade.limits] } };
      return {
        adminNetworks,
        elevation,
        passwordRotation,
        secondFactor,
        travelTimes,
        passwordReset,
        recordGrade,
      };
    },
  );

  app.post(
    '/access-settings/admin-networks',
    {
      config: { action: 'access-settings.change', clause: '2.2.1.3(2)(c)(エ)' },
      schema: {
        summary: '管理者権限を使える接続元を決める',
        description:
          'このサービスの動く機械からは、いつでも使えます。いま操作している接続元を含まない一覧は、決められません。',
        body: Type.Object({ networks: Networks, reason: Words }, strict),
        response: { 201: Version },
      },
    },
    async (request, reply) => {
      const { networks, reason } = request.body;
      const decision = { name: 'admin-networks', value: { networks }, reason, address: request.ip } as const;
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
    },
  );

  app.post(
    '/access-settings/elevation',
    {
      config: { action: 'access-settings.change', clause: '2.2.1.1(1)(g)(カ)' },
      schema: {
        summary: '管理者権限を、昇格したときだけ効かせるかを決める',
        body: Type.Object({ minutes: Minutes, reason: Words }, strict),
        response: { 201: Version },
      },
    },
    async (request, reply) => {
      const { minutes, reason } = request.body;
      const decision = { name: 'elevation', value: { minutes }, reason } as const;
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
    },
  );

  app.post(
    '/access-settings/password-rotation',
    {
      config: { action: 'access-settings.change', clause: '2.2.1.1(1)(c)' },
      schema: {
        summary: 'パスワードの定期的な変更を求めるかを決める',
        body: Type.Object({ ...Rotation, reason: Words }, strict),
        response: { 201: Version },
      },
    },
    async (request, reply) => {
      const { reason, ...value } = request.body;
      const decision = { name: 'password-rotation', value, reason } as const;
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
    },
  );

  app.post(
    '/access-settings/second-factor',
    {
      config: { action: 'access-settings.change', clause: '2.2.1.1(1)(g)(ア)' },
      schema: {
        summary: '二つ目の要素を、どの役割に求めるかを決める',
        description: '権限や決まりを変える人・すべてを見る人には、いつも求めます。',
        body: Type.Object({ demanded: Demands, reason: Words }, strict),
        response: { 201: Version },
      },
    },
    async (request, reply) => {
      const { demanded, reason } = request.body;
      const value = {
        demanded: Object.fromEntries(demanded.map(({ role, isDemanded }) => [role, isDemanded])),
      };
      const decision = { name: 'second-factor', value, reason } as const;
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
    },
  );

  app.post(
    '/access-settings/travel-times',
    {
      config: { action: 'access-settings.change', clause: '2.2.1.1(1)(f)(ウ)' },
      schema: {
        summary: '庁舎の間を移るのに要る時間を決める',
        description:
          '同じカードがそれより早く二つの庁舎で読まれると、両方の庁舎の警報になります。扉の判定は変わりません。空の一覧なら見ません。',
        body: Type.Object({ between: Between, reason: Words }, strict),
        response: { 201: Version },
      },
    },
    async (request, reply) => {
      const { between, reason } = request.body;
      const decision = { name: 'travel-times', value: { between }, reason } as const;
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
    },
  );

  app.post(
    '/access-settings/password-reset',
    {
      config: { action: 'access-settings.change', clause: '2.2.1.3(1)(b)(イ)' },
      schema: {
        summary: '忘れたパスワードを本人が決め直すことを認めるかを決める',
        body: Type.Object({ isAllowed: Type.Boolean(), reason: Words }, strict),
        response: { 201: Version },
      },
    },
    async (request, reply) => {
      const { isAllowed, reason } = request.body;
      const decision = { name: 'password-reset', value: { isAllowed }, reason } as const;
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
    },
  );

  app.post(
    '/access-settings/record-grade',
    {
      config: { action: 'access-settings.change', clause: '2.2.1.2(2)(a)' },
      schema: {
        summary: '記録の格付と取扱制限を決める',
        description: '記録を画面・紙・表計算の形で出すと、その一枚ごとに示します。',
        body: Type.Object({ ...RecordGrade, reason: Words }, strict),
        response: { 201: Version },
      },
    },
    async (request, reply) => {
      const { reason, ...value } = request.body;
      const decision = { name: 'record-grade', value, reason } as const;
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
    },
  );
};
