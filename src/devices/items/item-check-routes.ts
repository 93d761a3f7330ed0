import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Instant,
  instantText,
  NamedPageOf,
  Nullable,
  PageQuery,
  Recorded,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import { isTold } from '../../authority/visibility.ts';
import { ok } from '../../kernel/result.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import type { FindPlaces } from '../../permits/using/find-places.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { ConditionAnswer } from '../conditions/condition-answer.ts';
import { checkItems } from './checking/check-items.ts';
import type { CheckedItem } from './checking/judge-item-check.ts';
import { listItemTasks } from './findings/list-item-tasks.ts';
import { settleFinding } from './findings/settle-finding.ts';
import { findingOutcomeNames } from './registry/finding-kinds.ts';

export type ItemCheckDeps = PermitDeps & { readonly findPlaces: FindPlaces };

const clause = '2.3.1.1(7)(a)(イ)';

const Count = Type.Integer({ minimum: 0, maximum: 10_000 });

const CheckedItemBody = Type.Object(
  {
    item: Uuid,
    found: Type.Integer({ description: '通してよい数。いまある所が改まった' }),
    missing: Type.Integer({ description: 'あるはずで、なかった数' }),
    extra: Type.Integer({ description: '通してはならない数。記録の上では元の所にある' }),
    because: Type.String(),
    says: Type.String(),
    permit: Nullable(Uuid),
  },
  { title: 'CheckedItem' },
);

const ItemTaskBody = Type.Object(
  {
    is: Type.String(),
    says: Type.String(),
    since: Instant,
    person: Uuid,
    item: Nullable(Uuid),
    words: Nullable(Type.String()),
    quantity: Nullable(Type.Integer()),
    zone: Nullable(Type.String()),
    finding: Nullable(Uuid),
    permit: Nullable(Uuid),
    may: Type.Array(OpenStep),
  },
  { title: 'ItemTask' },
);

/** The look at what is carried past a door, and what is to be seen to afterwards (別表2 rows 5 and 6). */
export const itemCheckRoutes: FastifyPluginAsyncTypebox<ItemCheckDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/item-checks',
    {
      config: { action: 'items.check', clause },
      schema: {
        summary: '運ばれる物品を一つずつ確かめる',
        description:
          'to は入る区域で、なければ庁舎の外へ出る時です。permit を示せば、そこにあってなかったものが missing になります。許可なく出るものは警備の仕事（findings）になりますが、人は引き止めません。許可なく入るものは持ち帰るか、預かります（kept-things）。',
        params: SiteParams,
        body: Type.Object(
          {
            carrier: Uuid,
            to: Type.Optional(Code),
            permit: Type.Optional(Uuid),
            seen: Type.Array(
              Type.Object(
                {
                  item: Uuid,
                  count: Count,
                  seal: Type.Optional(Choice(['intact', 'broken'], { description: '封印のあるものだけ' })),
                  answers: Type.Optional(
                    Type.Array(ConditionAnswer, {
                      maxItems: 50,
                      description:
                        '許可の条件（申請の conditions）のそれぞれに、はい・いいえ。いいえは findings になる',
                    }),
                  ),
                },
                { ...strict, title: 'SeenItem' },
              ),
              { maxItems: 100 },
            ),
            unregistered: Type.Optional(
              Type.Array(Type.Object({ words: Words, count: Count }, strict), {
                maxItems: 20,
                description: '登録のないもの',
              }),
            ),
          },
          { ...strict, title: 'ItemCheck' },
        ),
        response: {
          200: Type.Object(
            {
              seq: Type.Integer(),
              items: Type.Array(CheckedItemBody),
              findings: Type.Array(Uuid, { description: '片付けること' }),
              toReturn: Type.Array(Uuid, { description: '異動のため返納してもらう継続の許可' }),
            },
            { title: 'ItemsChecked' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { unregistered, ...seen } = request.body;
      const check = { ...seen, unregistered: unregistered ?? [] };
      const result = await checkItems(deps, actContextOf(request), request.params.site, check);
      if (!result.ok) return sendResult(request, reply, result);
      const { seq, checked, findings, toReturn } = result.value;
      return sendResult(
        request,
        reply,
        ok({ seq, items: checked.map(checkedBody), findings: [...findings], toReturn: [...toReturn] }),
      );
    },
  );

  app.get(
    '/sites/:site/item-tasks',
    {
      config: { action: 'items.read', clause },
      schema: {
        summary: '物品について片付けること',
        description:
          '許可なく持ち出されようとしたもの、封印の破れ、持ち込んだ人が退出したのに中にあるもの、異動のため返納する継続の許可。警報ではなく、人を引き止めません。',
        params: SiteParams,
        querystring: Type.Object(PageQuery, strict),
        response: { 200: NamedPageOf(ItemTaskBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const seen = recordsSeen(viewer, site, 'items.read');
      const { items, next } = await listItemTasks(deps.pool, deps.findPlaces, site, request.query, seen);
      const ids = isTold(viewer, 'name', site) ? items.map(({ person }) => person) : [];
      const who = await loadWhoIs(deps.pool, site, ids);
      return {
        items: items.map(({ since, ...task }) => ({
          ...task,
          since: instantText(since),
          may: openSteps(stepsOf(task), steps),
        })),
        next,
        names: Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]]))),
      };
    },
  );

  app.post(
    '/sites/:site/item-findings/:finding/settle',
    {
      config: { action: 'items.check', clause },
      schema: {
        summary: '物品の確認で見つかったことの始末を記録する',
        description:
          'went-back＝中に戻させた、left＝そのまま持ち出された（台帳では外になる）、settled＝確かめて片付いた。',
        params: Type.Object({ site: Uuid, finding: Uuid }, strict),
        body: Type.Object({ outcome: Choice(findingOutcomeNames), words: Words }, strict),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, finding } = request.params;
      return sendResult(
        request,
        reply,
        await settleFinding(deps, actContextOf(request), site, finding, request.body),
      );
    },
  );
};

/** By which action each step is taken. */
const steps = {
  settle: 'items.check',
  check: 'items.check',
  close: 'permits.use',
  revoke: 'permits.revoke',
} as const;

/** What is found is settled, what was left is carried out by a look, and a pass is given back. */
function stepsOf({ finding, item }: { readonly finding: string | null; readonly item: string | null }) {
  if (finding !== null) return { settle: true };
  return item === null ? { close: true, revoke: true } : { check: true };
}

const saysOf = {
  'not-required': '許可は要りません',
  permitted: '許可・届出があります',
  'not-started': '許可・届出があります',
  'not-permitted': '許可・届出がありません',
  undetermined: '府省庁の判断がないため認められません',
  forbidden: '禁止されています',
  excepted: '例外措置によります',
  waived: '届出を要しないと定められています',
  stopped: '停止されたか離任した人が運んでいます',
  'not-erased': '消去の証明がありません',
} as const;

function checkedBody({ item, found, missing, extra, because, permit }: CheckedItem) {
  return {
    ...{ item, found, missing, extra, because },
    says: saysOf[because],
    permit: permit?.row.permitId ?? null,
  };
}
