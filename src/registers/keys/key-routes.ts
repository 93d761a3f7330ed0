import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  Described,
  End,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  Nullable,
  Reason,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { keyLifecycle, keySortNames, keySorts, keyStateNames, keyStates } from './key-lifecycle.ts';
import { type KeyRow, listKeys } from './key-rows.ts';
import { type KeyDeps, lendKey } from './lend-key.ts';
import { registerKey } from './register-key.ts';
import { takeKeyStep } from './take-key-step.ts';

const clause = '2.3.1.1(2)(a)';
const KeyParams = Type.Object({ site: Uuid, key: Uuid }, strict);

const keyFields = {
  zone: Code,
  code: Described(Code, '鍵の札の符号。区域のうちで一つの鍵だけのもの'),
  sort: Choice(keySortNames),
  keptAt: Described(Words, '保管場所'),
};

const KeyBody = Type.Object(
  {
    id: Uuid,
    ...keyFields,
    sortSays: Type.String(),
    state: Choice(keyStates),
    says: Type.String(),
    holder: Nullable(Uuid),
    until: Nullable(End),
    overdue: Type.Boolean({ description: '返却の時刻を過ぎて戻っていない' }),
    changedAt: Instant,
    by: Nullable(Type.String({ description: 'それを記録した人又は端末（貸した人、返却を受けた人など）' })),
    reason: Nullable(Type.String()),
    may: Type.Array(OpenStep),
  },
  { title: 'ZoneKey' },
);

const LoanBody = Type.Object(
  {
    person: Described(Uuid, '借りる人'),
    until: Described(End, '返却の時刻。この時刻は含まない。92日まで'),
    purpose: Words,
  },
  { ...strict, title: 'KeyLoan' },
);

const DecidedBody = Type.Object(
  {
    verdict: Type.String({ description: 'grant か deny' }),
    reasons: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          says: Type.String(),
          clause: Type.Optional(Type.String()),
          row: Type.Optional(Type.String()),
        },
        { title: 'KeyReason' },
      ),
    ),
    state: Choice(keyStates),
  },
  { title: 'KeyDecided' },
);

const loans = [
  { step: 'lend', summary: '鍵を貸してよいかを判定し、よければ貸す' },
  { step: 'transfer', summary: '鍵を借りている人から別の人への引継ぎを判定する（異動のとき）' },
] as const;

const steps = [
  { step: 'return', action: 'keys.lend', summary: '鍵の返却を受ける' },
  { step: 'open', action: 'keys.lend', summary: '封印した緊急用の鍵を開封したことを記録する' },
  { step: 'seal', action: 'keys.lend', summary: '緊急用の鍵を戻して封印したことを記録する' },
  { step: 'lose', action: 'keys.lend', summary: '鍵の紛失を記録する' },
  { step: 'find', action: 'keys.lend', summary: '紛失した鍵が見つかったことを記録する' },
  { step: 'end', action: 'keys.keep', summary: '鍵の登録を終える' },
] as const;

/** 鍵貸出簿: the keys of the zones, who has them, and whether they are lent (別表1 (2)). */
export const keyRoutes: FastifyPluginAsyncTypebox<KeyDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/keys',
    {
      config: { action: 'keys.read', clause },
      schema: {
        summary: '区域の鍵と、いまだれが持っているか',
        description: '隠された部屋のものは、その部屋を知る人にだけ返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            zone: Type.Optional(Code),
            state: Type.Optional(Choice(keyStates)),
            holder: Type.Optional(Uuid),
            overdue: Type.Optional(Type.Boolean()),
          },
          strict,
        ),
        response: { 200: NamedPageOf(KeyBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const principal = principalOf(request);
      const now = deps.clock.now();
      const hidden = await loadHiddenFrom({ db, client: deps.pool, now }, principal, site);
      const { items, next } = await listKeys(db, site, { ...request.query, hidden }, now);
      const names = await namesShownTo(
        principal,
        db,
        items.flatMap(({ holderId, changedBy }) => [holderId, changedBy]),
      );
      return { items: items.map((key) => keyBody(key, now)), next, names };
    },
  );

  app.post(
    '/sites/:site/keys',
    {
      config: { action: 'keys.keep', clause },
      schema: {
        summary: '区域の鍵を登録する',
        params: SiteParams,
        body: Type.Object(keyFields, { ...strict, title: 'ZoneKeyDraft' }),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const result = await registerKey(deps, actContextOf(request), request.params.site, request.body);
      return sendResult(request, reply, result, 201);
    },
  );

  for (const { step, summary } of loans) {
    app.post(
      `/sites/:site/keys/:key/${step}`,
      {
        config: { action: 'keys.lend', clause },
        schema: {
          summary,
          description:
            'その区域の扉と同じ判定（本人のカード・許可・契約・審査など）を行い、可否と理由を記録します。不可なら verdict が deny で、鍵は動きません。',
          params: KeyParams,
          body: LoanBody,
          response: { 200: DecidedBody },
        },
      },
      async (request, reply) => {
        const { site: siteId, key: keyId } = request.params;
        const loan = { ...request.body, until: new Date(request.body.until) };
        const decided = await lendKey(deps, actContextOf(request), { siteId, keyId }, step, loan);
        if (!decided.ok) return sendResult(request, reply, decided);
        const { verdict, reasons, state } = decided.value;
        const told = reasons.map(({ code, says, clause: cited, row }) => ({
          ...{ code, says },
          ...(cited === undefined ? {} : { clause: cited }),
          ...(row === undefined ? {} : { row }),
        }));
        return sendResult(request, reply, ok({ verdict, reasons: told, state }));
      },
    );
  }

  for (const { step, action, summary } of steps) {
    app.post(
      `/sites/:site/keys/:key/${step}`,
      {
        config: { action, clause },
        schema: { summary, params: KeyParams, body: Reason, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { site: siteId, key: keyId } = request.params;
        const { reason } = request.body;
        const result = await takeKeyStep(deps, actContextOf(request), { siteId, keyId }, step, reason);
        return sendResult(request, reply, result);
      },
    );
  }
};

const stepActions = {
  lend: 'keys.lend',
  transfer: 'keys.lend',
  return: 'keys.lend',
  open: 'keys.lend',
  seal: 'keys.lend',
  lose: 'keys.lend',
  find: 'keys.lend',
  end: 'keys.keep',
} as const;

function keyBody(
  {
    keyId: id,
    zoneId: zone,
    code,
    sort,
    keptAt,
    state,
    holderId,
    dueAt,
    changedAt,
    changedBy,
    reason,
  }: KeyRow,
  now: Date,
): Static<typeof KeyBody> {
  return {
    ...{ id, zone, code, sort, keptAt, state, reason },
    sortSays: keySorts[sort],
    says: keyStateNames[state],
    holder: holderId,
    until: dueAt && instantText(dueAt),
    overdue: state === 'lent' && dueAt !== null && dueAt <= now,
    changedAt: instantText(changedAt),
    by: changedBy,
    may: openSteps(keyLifecycle[state], stepActions),
  };
}
