import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { WebSocket } from 'ws';
import { findAdmission } from '../../api/admission.ts';
import { askForSecret, askToWait } from '../../api/ask-for-secret.ts';
import { principalOf } from '../../api/principal-of.ts';
import { End, SiteParams, strict } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import type { FailedTries } from '../../authority/failed-tries.ts';
import { judgeAccess } from '../../authority/judge-access.ts';
import type { Credential, Principal } from '../../authority/principal.ts';
import type { Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { compareCursors, type Remembered } from '../../log/watching/find-lost.ts';
import type { CursorStanding } from '../../log/watching/judge-cursor.ts';
import type { LogCursor } from '../../log/watching/log-cursor.ts';
import type { PlaceBook } from '../entries/place-book.ts';
import { findLogSpan } from '../reading/find-log-span.ts';
import { findOldest } from '../reading/find-oldest.ts';
import type { MonthBook } from '../reading/month-book.ts';
import { type CloseReason, closeCodes } from '../stream/close-codes.ts';
import { closedBy } from '../stream/closed-by.ts';
import { followAction, type LiveStream, type Opening } from '../stream/live-stream.ts';
import { claimTicket } from './claim-ticket.ts';
import { offeredTicket, protocol } from './offered-ticket.ts';
import { parseLiveQuery } from './parse-live-query.ts';
import { saveTicket } from './save-ticket.ts';

const LiveQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 100, description: '最後に届いた cursor。なければ今から' })),
    zones: Type.Optional(Type.String({ maxLength: 10_000, description: '区域をコンマで区切る' })),
    kinds: Type.Optional(Type.String({ maxLength: 2_000, description: '記録の種類をコンマで区切る' })),
  },
  strict,
);

export type LiveRouteDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly stream: LiveStream;
  readonly placeBook: PlaceBook;
  readonly monthBook: MonthBook;
  readonly failedTries: FailedTries;
  readonly findPrincipalAgain: (credential: Credential) => Promise<Principal | undefined>;
  readonly noticeLost: (remembered: Remembered) => Promise<unknown>;
};

/** How a stream answers a cursor from which it cannot go on. */
const refusals = {
  continuous: undefined,
  'in-the-future': 'in-the-future',
  'epoch-changed': 'epoch-changed',
  foreign: 'epoch-changed',
  lost: 'epoch-changed',
} as const satisfies Record<CursorStanding, CloseReason | undefined>;

const stopWithinMs = 1_000;

/** Too many wrong tickets came from there: not before so many seconds. */
type Wait = { readonly seconds: number };

/** The guards' live stream, and the tickets by which a browser opens it without its token in the URL. */
export const liveRoutes: FastifyPluginAsyncTypebox<LiveRouteDeps> = async (app, deps) => {
  const { pool, clock, stream, placeBook, monthBook, failedTries, findPrincipalAgain, noticeLost } = deps;
  const openings = new WeakMap<FastifyRequest, Opening | CloseReason>();

  app.addHook('preClose', async () => {
    await stream.stop();
    await allGone(app.websocketServer.clients);
  });

  app.post(
    '/sites/:site/live-tickets',
    {
      config: { action: 'live.follow' },
      schema: {
        summary: 'ライブ配信を一度だけ開くチケットを発行する（30秒）',
        description: `サブプロトコル \`${protocol}\` と \`ticket.<チケット>\` を並べて WebSocket を開きます。`,
        params: SiteParams,
        response: {
          201: Type.Object({ ticket: Type.String(), protocol: Type.String(), expiresAt: End }),
        },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      if ((await findLogSpan(pool, siteId)) === undefined)
        return sendProblem(request, reply, { code: 'not-found' });
      const { credential } = principalOf(request);
      const terms = { tokenId: credential.id, siteId, origin: request.headers.origin ?? null };
      const { ticket, expiresAt } = await saveTicket(pool, terms, clock.now());
      reply.header('cache-control', 'no-store');
      return reply.code(201).send({ ticket, protocol, expiresAt: expiresAt.toISOString() });
    },
  );

  /** Who opens the stream: by token, already judged; by ticket, judged here. */
  async function openerOf(request: FastifyRequest, siteId: string): Promise<Principal | CloseReason | Wait> {
    const byToken = findAdmission(request)?.principal;
    if (byToken !== undefined) return byToken;
    const ticket = offeredTicket(request.headers['sec-websocket-protocol']);
    if (ticket === undefined) return 'unauthenticated';
    const terms = { siteId, origin: request.headers.origin ?? null };
    const tokenId = await failedTries.lookUp(request.ip, () => claimTicket(pool, ticket, terms, clock.now()));
    if (tokenId === undefined) {
      const seconds = failedTries.count({ address: request.ip });
      return seconds === 0 ? 'unauthenticated' : { seconds };
    }
    const principal = await findPrincipalAgain({ kind: 'token', id: tokenId });
    if (principal === undefined) return 'unauthenticated';
    const heldBack = closedBy(principal);
    if (heldBack !== undefined) return heldBack;
    return judgeAccess(principal, followAction, siteId) === 'allowed' ? principal : 'rights-changed';
  }

  async function openingOf(
    request: FastifyRequest,
    siteId: string,
    query: Static<typeof LiveQuery>,
  ): Promise<Opening | CloseReason | Wait | undefined> {
    const principal = await openerOf(request, siteId);
    if (typeof principal === 'string' || 'seconds' in principal) return principal;
    const span = await findLogSpan(pool, siteId);
    const asked = parseLiveQuery(query);
    if (span === undefined) return undefined;
    if (asked === undefined) return 'bad-request';
    const { zones } = await placeBook.of(siteId, span);
    const known = [...(asked.filter.zones ?? [])].every((zone) => zones.has(zone));
    if (!known) return 'bad-request';
    const refused = await refusalOf(siteId, asked.after);
    if (refused !== undefined) return refused;
    const oldest = await findOldest(pool, siteId, span, await monthBook.of(siteId, span));
    return { siteId, span: { ...span, oldest }, principal, ...asked };
  }

  /** What the log gave out and does not hold is noticed before the console hears of it. */
  async function refusalOf(siteId: string, after: LogCursor | undefined): Promise<CloseReason | undefined> {
    if (after === undefined) return undefined;
    const [standing] = await compareCursors(pool, [{ siteId, cursor: after }]);
    if (standing === 'lost') await noticeLost({ siteId, cursor: after, by: 'console' });
    return standing && refusals[standing];
  }

  app.route({
    method: 'GET',
    url: '/sites/:site/live',
    config: { action: 'live.follow', ticket: true },
    schema: {
      summary: 'ライブ配信（WebSocket）',
      description:
        'フレーム: hello, events（届いた範囲 after〜upTo と、続きを求める cursor を必ず示す）, alarm（発生・再発・終息・期限超過・確認・解決 what とその言葉 says、だれが by・いつ at、発生の回数 times、することがあれば instruction）, gap, ping。フレームは 64 KiB までです（それを超える1件の記録だけは、1件で1フレームになります）。どのフレームで切れても、その upTo まではすべて届いていて、cursor から続けられます。閉じる理由: 4000 形式, 4001 主体認証, 4003 権限, 4005 画面の施錠, 4008 読取りの停滞, 4009 古すぎる, 4010 先端より先, 4011 世代の変更, 4012 この版が古い。',
      params: SiteParams,
      querystring: LiveQuery,
    },
    async preHandler(request, reply) {
      const { headers, params, query } = request;
      const ticket = offeredTicket(headers['sec-websocket-protocol']);
      if (findAdmission(request) === undefined && ticket === undefined) return askForSecret(request, reply);
      if (!request.ws) {
        reply.headers({ upgrade: 'websocket', 'sec-websocket-version': '13' });
        return sendProblem(request, reply, { code: 'upgrade-required' });
      }
      const opening = await openingOf(request, params.site, query);
      if (opening === undefined) return sendProblem(request, reply, { code: 'not-found' });
      if (typeof opening === 'object' && 'seconds' in opening) {
        return askToWait(request, reply, opening.seconds);
      }
      openings.set(request, opening);
      return undefined;
    },
    handler: (request, reply) => sendProblem(request, reply, { code: 'upgrade-required' }),
    wsHandler(socket, request) {
      const opening = openings.get(request) ?? 'bad-request';
      const opened = typeof opening === 'string' ? opening : stream.open(socket, opening);
      if (typeof opened === 'string') {
        const { code, reason } = closeCodes[opened];
        return socket.close(code, reason);
      }
      socket.on('pong', (payload: Buffer) => opened.answered(payload));
      socket.on('message', () => opened.close('bad-request'));
      socket.on('close', () => stream.leave(opened));
    },
  });
};

/** Consoles were told to come back later; who does not hear it within a second is cut off. */
async function allGone(clients: ReadonlySet<WebSocket>): Promise<void> {
  const gone = Promise.all(
    [...clients].map((client) => new Promise<void>((resolve) => client.once('close', () => resolve()))),
  );
  const timer = setTimeout(() => {
    for (const client of clients) client.terminate();
  }, stopWithinMs);
  await gone;
  clearTimeout(timer);
}
