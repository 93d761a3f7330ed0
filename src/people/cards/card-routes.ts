import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  CardKeyFields,
  Choice,
  Created,
  Done,
  End,
  Instant,
  ListQuery,
  Name,
  NamedPageOf,
  Reason,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import { cardKeyPattern } from '../../kernel/card-key.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findCard, loadTwins } from '../registry/card-rows.ts';
import { namesShownTo } from '../registry/names-shown-to.ts';
import { assignCard } from './assign-card.ts';
import { Card, CardState, cardShownTo, NamedCard, spelledAs } from './card-shown-to.ts';
import { confirmIdentity } from './confirm-identity.ts';
import { listCards } from './list-cards.ts';
import { otherSpellings } from './other-spellings.ts';
import { registerCard } from './register-card.ts';
import { reissueCard } from './reissue-card.ts';
import { takeCardStep } from './take-card-step.ts';

const CardParams = Type.Object({ card: Uuid }, strict);

/** Whoever sees that a card is in wrong hands may stop it; what makes it live again or goes is 権限管理を行う者's. */
const steps = {
  suspend: { action: 'cards.stop', summary: '識別カードを直ちに停止する' },
  'report-lost': { action: 'cards.stop', summary: '紛失を届け出て、直ちに止める' },
  'report-stolen': { action: 'cards.stop', summary: '盗難を届け出て、直ちに止める' },
  resume: { action: 'cards.change', summary: '停止を解除する' },
  damage: { action: 'cards.change', summary: '破損を記録する' },
  return: { action: 'cards.change', summary: '返却を記録する' },
  destroy: { action: 'cards.change', summary: '廃棄を記録する' },
} as const;

const stepNames = [
  'suspend',
  'report-lost',
  'report-stolen',
  'resume',
  'damage',
  'return',
  'destroy',
] as const satisfies (keyof typeof steps)[];

/** 識別カード */
export const cardRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const { clock } = deps;

  app.get(
    '/cards',
    {
      config: { action: 'cards.read' },
      schema: {
        summary: '識別カードの一覧',
        description:
          '`number` にカードに印字された番号を渡すと、形式ごとの書き方にそろえて探します（`format` と `facility` で絞れます）。`looksLike` に読取り機の送った番号を渡すと、バイトの順・10進と16進・施設コードの分け方を変えると同じになるカードを探します。',
        querystring: Type.Object(
          {
            ...ListQuery,
            person: Type.Optional(Uuid),
            state: Type.Optional(CardState),
            twinned: Type.Optional(Type.Boolean({ description: '書き方を変えて重ねて登録されたカードだけ' })),
            unreadForDays: Type.Optional(
              Type.Integer({
                minimum: 1,
                maximum: 366,
                description:
                  'この日数、どの読取り機でも読み取られていない有効なカードだけ（止めるのは人の操作です）',
              }),
            ),
            number: Type.Optional(CardKeyFields.number),
            looksLike: Type.Optional(CardKeyFields.number),
            facility: Type.Optional(Type.String({ pattern: cardKeyPattern.facility })),
            format: Type.Optional(CardKeyFields.format),
          },
          strict,
        ),
        response: { 200: NamedPageOf(Card) },
      },
    },
    async (request) => {
      const now = clock.now();
      const principal = principalOf(request);
      const { looksLike, number, facility, format, unreadForDays, ...query } = request.query;
      const spellings =
        looksLike === undefined
          ? undefined
          : otherSpellings({ format: format ?? '', facility: facility ?? '', number: looksLike });
      const named = looksLike === undefined ? { format, facility, number } : { number };
      const unreadSince =
        unreadForDays === undefined ? undefined : new Date(now.getTime() - unreadForDays * dayMs);
      const { items, next } = await listCards(db, { ...query, unreadSince, named, spellings }, now);
      const twins = await loadTwins(db, items);
      const show = cardShownTo(principal, twins, now);
      return {
        items: items.map((card) => ({ ...show(card), ...spelledAs(card, spellings) })),
        next,
        names: await namesShownTo(
          principal,
          db,
          items.map(({ personId }) => personId),
        ),
      };
    },
  );

  app.post(
    '/cards',
    {
      config: { action: 'cards.change', clause: '2.3.1.1(2)(a)(エ)' },
      schema: {
        summary: '識別カードを登録する',
        body: Type.Object(
          {
            ...CardKeyFields,
            person: Type.Optional(Uuid),
            activeFrom: Type.Optional(Instant),
            expiresAt: Type.Optional(End),
          },
          strict,
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { person = null, activeFrom, expiresAt, ...key } = request.body;
      const draft = {
        ...key,
        personId: person,
        activeFrom: activeFrom === undefined ? undefined : new Date(activeFrom),
        expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
      };
      return sendResult(request, reply, await registerCard(deps, actContextOf(request), draft), 201);
    },
  );

  app.get(
    '/cards/:card',
    {
      config: { action: 'cards.read' },
      schema: { summary: '識別カードを読む', params: CardParams, response: { 200: NamedCard } },
    },
    async (request, reply) => {
      const card = await findCard(db, request.params.card);
      if (card === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const twins = await loadTwins(db, [card]);
      const principal = principalOf(request);
      const names = await namesShownTo(principal, db, [card.personId]);
      reply.header('etag', etagOf(card.fromSeq));
      return { ...cardShownTo(principal, twins, clock.now())(card), names };
    },
  );

  for (const step of stepNames) {
    app.post(
      `/cards/:card/${step}`,
      {
        config: { action: steps[step].action },
        schema: {
          summary: steps[step].summary,
          params: CardParams,
          body: Reason,
          response: { 200: Stepped },
        },
      },
      async (request, reply) => {
        const { card } = request.params;
        const { reason } = request.body;
        return sendResult(
          request,
          reply,
          await takeCardStep(deps, actContextOf(request), card, step, reason),
        );
      },
    );
  }

  app.post(
    '/cards/:card/assign',
    {
      config: { action: 'cards.change' },
      schema: {
        summary: '在庫または返却済みの識別カードを人に割り当てる',
        params: CardParams,
        body: Type.Object({ person: Uuid, expiresAt: Type.Optional(End) }, strict),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { person, expiresAt } = request.body;
      const assignment = {
        personId: person,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      };
      return sendResult(
        request,
        reply,
        await assignCard(deps, actContextOf(request), request.params.card, assignment),
      );
    },
  );

  app.post(
    '/cards/:card/confirm-identity',
    {
      config: { action: 'cards.identify', clause: '2.3.1.1(2)(a)(オ)' },
      schema: {
        summary: '再発行のため、カードの持ち主の本人確認を自分が行ったことを記録する',
        params: CardParams,
        body: Type.Object({ how: Name }, strict),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { how } = request.body;
      const result = await confirmIdentity(deps, actContextOf(request), request.params.card, how);
      return sendResult(request, reply, result);
    },
  );

  app.post(
    '/cards/:card/reissue',
    {
      config: { action: 'cards.change', clause: '2.3.1.1(2)(a)(オ)' },
      schema: {
        summary: '識別カードを再発行する（元のカードは同時に止まる）',
        description:
          '発行する人と本人のほかの職員が、24時間以内に `confirm-identity` で本人確認を記録している必要があります。',
        params: CardParams,
        body: Type.Object(
          {
            ...CardKeyFields,
            expiresAt: Type.Optional(End),
            oldCard: Type.Optional(Choice(['report-lost', 'report-stolen', 'damage', 'return'])),
            reason: Words,
          },
          strict,
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { format, facility, number, expiresAt, ...rest } = request.body;
      const newCard = {
        format,
        facility,
        number,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      };
      const reissue = { ...rest, newCard };
      const result = await reissueCard(deps, actContextOf(request), request.params.card, reissue);
      return sendResult(request, reply, result, 201);
    },
  );
};
