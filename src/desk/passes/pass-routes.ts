import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  CardNamed,
  Created,
  Instant,
  ListQuery,
  Names,
  Nullable,
  Reason,
  SiteParams,
  Stepped,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadHolderNames } from '../shown/load-holder-names.ts';
import { PrintedCode } from '../shown/printed-code.ts';
import { lendDayPass } from './lend-day-pass.ts';
import { countStock, listPasses } from './list-passes.ts';
import { Pass, PassBasis, PassStateName, passActions, passBody } from './pass-body.ts';
import { registerPass } from './register-pass.ts';
import { returnPass } from './return-pass.ts';
import { takePassStep } from './take-pass-step.ts';

const PassParams = Type.Object({ site: Uuid, pass: Uuid }, strict);
const HighestClass = Type.Integer({
  minimum: 0,
  maximum: 9,
  description: 'これを着けて入る区域の最も高いクラス',
});

const StockLine = Type.Object(
  { basis: PassBasis, highestClass: Type.Integer(), state: PassStateName, count: Type.Integer() },
  { title: 'StockLine' },
);

const steps = {
  miss: '返却されなかったことを記録し、通行証を止める',
  'report-lost': '紛失を記録し、通行証を止める',
  keep: '持ち帰られたことを記録し、通行証を止める',
  restore: '見つかった通行証を在庫に戻す',
  withdraw: '通行証の使用を終える',
} as const;

const stepNames = [
  'miss',
  'report-lost',
  'keep',
  'restore',
  'withdraw',
] as const satisfies (keyof typeof steps)[];

/** 通行証 of a site's desk. */
export const passRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/passes',
    {
      config: { action: 'passes.read' },
      schema: {
        summary: '通行証の一覧と在庫の数',
        description: '`stock` は、絞込みによらず庁舎全体の数です。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            state: Type.Optional(PassStateName),
            basis: Type.Optional(PassBasis),
            numeral: Type.Optional(PrintedCode),
            holder: Type.Optional(Uuid),
            overdue: Type.Optional(Type.Boolean({ description: '返却の時刻を過ぎて貸出し中のものだけ' })),
          },
          strict,
        ),
        response: {
          200: Type.Object({
            items: Type.Array(Pass),
            next: Nullable(Type.String()),
            stock: Type.Array(StockLine),
            names: Names,
          }),
        },
      },
    },
    async (request) => {
      const { site } = request.params;
      const now = deps.clock.now();
      const [{ items, next }, stock] = await Promise.all([
        listPasses(db, site, request.query, now),
        countStock(db, site),
      ]);
      const named = isTold(principalOf(request), 'name', site);
      const holders = items.flatMap(({ pass }) => (named && pass.holderId !== null ? [pass.holderId] : []));
      return {
        items: items.map((one) => passBody(one, named, now)),
        next,
        stock: [...stock],
        names: Object.fromEntries(await loadHolderNames(db, site, holders)),
      };
    },
  );

  app.post(
    '/sites/:site/passes',
    {
      config: { action: 'passes.change', clause: '2.3.1.1(3)(a)(エ)' },
      schema: {
        summary: '通行証を在庫に加える',
        description:
          '`card` がなければ、番号だけの紙の通行証です。`card` は、まだ登録されていないか、在庫にある（誰にも割り当てていない）カードです。',
        params: SiteParams,
        body: Type.Object(
          {
            numeral: PrintedCode,
            basis: PassBasis,
            highestClass: HighestClass,
            card: Type.Optional(CardNamed),
          },
          strict,
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      return sendResult(
        request,
        reply,
        await registerPass(deps, actContextOf(request), site, request.body),
        201,
      );
    },
  );

  app.post(
    '/sites/:site/passes/:pass/lend',
    {
      config: { action: passActions.lend, clause: '別表1 ※2' },
      schema: {
        summary: '事前貸与者又はカードを持たない職員に、その日の通行証を貸し出す',
        description:
          '職員に貸し出す間（臨時カード）、本人のカードは止まり、返却すると戻ります。訪問者には、受付の手続で貸し出します。',
        params: PassParams,
        body: Type.Object({ person: Uuid, dueAt: Instant }, strict),
        response: { 200: Type.Object({ holder: Uuid, suspended: Type.Array(Uuid) }) },
      },
    },
    async (request, reply) => {
      const { site, pass } = request.params;
      const { person, dueAt } = request.body;
      const lending = { person, dueAt: new Date(dueAt) };
      return sendResult(request, reply, await lendDayPass(deps, actContextOf(request), site, pass, lending));
    },
  );

  app.post(
    '/sites/:site/passes/:pass/take-back',
    {
      config: { action: passActions['take-back'] },
      schema: {
        summary: '通行証の返却を受ける',
        description: '通行証が戻ったことだけを記録します。訪問者の退出の時刻にはなりません。',
        params: PassParams,
        response: { 200: Type.Object({ holder: Nullable(Uuid), resumed: Type.Array(Uuid) }) },
      },
    },
    async (request, reply) => {
      const { site, pass } = request.params;
      return sendResult(request, reply, await returnPass(deps, actContextOf(request), site, pass));
    },
  );

  for (const step of stepNames) {
    app.post(
      `/sites/:site/passes/:pass/${step}`,
      {
        config: { action: passActions[step] },
        schema: { summary: steps[step], params: PassParams, body: Reason, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { site, pass } = request.params;
        const { reason } = request.body;
        const result = await takePassStep(deps, actContextOf(request), site, pass, { step, reason });
        return sendResult(request, reply, result);
      },
    );
  }
};
