import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actContextOf } from '../../api/act-context-of.ts';
import { instantText } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { factorDemand, personRoles } from '../../authority/factor-demand.ts';
import type { AccessSettings, SettingName } from '../../authority/settings/access-settings.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import {
  AdminNetworks,
  Elevation,
  PasswordReset,
  PasswordRotation,
  RecordGrade,
  SecondFactor,
  Settings,
  TravelTimes,
} from './access-setting-schemas.ts';
import { decideSetting, type SettingDecision } from './decide-setting.ts';
import { settingRoute } from './setting-route.ts';

/** 主体認証と権限の設定: what the ministry has decided of how its people are let in. */
export const accessSettingRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  /** What holds of a setting, its value in the words of the API. */
  const told = async <Name extends SettingName, Told>(
    name: Name,
    toTold: (value: AccessSettings[Name]) => Told,
  ) => {
    const { value, decidedAt, ...setting } = await findSetting(db, name);
    return { ...setting, value: toTold(value), decidedAt: decidedAt && instantText(decidedAt) };
  };
  /** Decides a setting by what its body says beside the reason. */
  const deciding =
    <Name extends SettingName, Body extends { readonly reason: string }>(
      name: Name,
      toValue: (asked: Omit<Body, 'reason'>) => SettingDecision<Name>['value'],
    ) =>
    async (request: FastifyRequest & { readonly body: Body }, reply: FastifyReply) => {
      const { reason, ...asked } = request.body;
      const decision = { name, value: toValue(asked), reason, address: request.ip };
      return sendResult(request, reply, await decideSetting(deps, actContextOf(request), decision), 201);
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
    async () => ({
      adminNetworks: await told('admin-networks', ({ networks }) => ({ networks: [...networks] })),
      elevation: await told('elevation', asItIs),
      passwordRotation: await told('password-rotation', asItIs),
      secondFactor: await told('second-factor', ({ demanded }) => ({
        demanded: personRoles.filter((role) => factorDemand(role, demanded).isDemanded),
      })),
      travelTimes: await told('travel-times', ({ between }) => ({
        between: between.map(({ sites, minutes }) => ({ sites: [...sites], minutes })),
      })),
      passwordReset: await told('password-reset', asItIs),
      recordGrade: await told('record-grade', ({ limits, ...grade }) => ({ ...grade, limits: [...limits] })),
    }),
  );

  app.post(
    '/access-settings/admin-networks',
    settingRoute({
      clause: '2.2.1.3(2)(c)(エ)',
      summary: '管理者権限を使える接続元を決める',
      description:
        'このサービスの動く機械からは、いつでも使えます。いま操作している接続元を含まない一覧は、決められません。',
      fields: AdminNetworks,
    }),
    deciding('admin-networks', asItIs),
  );

  app.post(
    '/access-settings/elevation',
    settingRoute({
      clause: '2.2.1.1(1)(g)(カ)',
      summary: '管理者権限を、昇格したときだけ効かせるかを決める',
      fields: Elevation,
    }),
    deciding('elevation', asItIs),
  );

  app.post(
    '/access-settings/password-rotation',
    settingRoute({
      clause: '2.2.1.1(1)(c)',
      summary: 'パスワードの定期的な変更を求めるかを決める',
      fields: PasswordRotation,
    }),
    deciding('password-rotation', asItIs),
  );

  app.post(
    '/access-settings/second-factor',
    settingRoute({
      clause: '2.2.1.1(1)(g)(ア)',
      summary: '二つ目の要素を、どの役割に求めるかを決める',
      description: '権限や決まりを変える人・すべてを見る人には、いつも求めます。',
      fields: SecondFactor,
    }),
    deciding('second-factor', ({ demanded }) => ({
      demanded: Object.fromEntries(demanded.map(({ role, isDemanded }) => [role, isDemanded])),
    })),
  );

  app.post(
    '/access-settings/travel-times',
    settingRoute({
      clause: '2.2.1.1(1)(f)(ウ)',
      summary: '庁舎の間を移るのに要る時間を決める',
      description:
        '同じカードがそれより早く二つの庁舎で読まれると、両方の庁舎の警報になります。扉の判定は変わりません。空の一覧なら見ません。',
      fields: TravelTimes,
    }),
    deciding('travel-times', asItIs),
  );

  app.post(
    '/access-settings/password-reset',
    settingRoute({
      clause: '2.2.1.3(1)(b)(イ)',
      summary: '忘れたパスワードを本人が決め直すことを認めるかを決める',
      fields: PasswordReset,
    }),
    deciding('password-reset', asItIs),
  );

  app.post(
    '/access-settings/record-grade',
    settingRoute({
      clause: '2.2.1.2(2)(a)',
      summary: '記録の格付と取扱制限を決める',
      description: '記録を画面・紙・表計算の形で出すと、その一枚ごとに示します。',
      fields: RecordGrade,
    }),
    deciding('record-grade', asItIs),
  );
};

/** Where the API says a value as it is kept. */
const asItIs = <Value>(value: Value): Value => value;
