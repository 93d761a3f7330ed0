import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { asksForProof } from '../../authority/asks-for-proof.ts';
import { type Action, authorization } from '../../authority/authorization.ts';
import type { FailedTries } from '../../authority/failed-tries.ts';
import { saysWhatItTells } from '../../authority/fields-told/fields-told.ts';
import { findMissingProof } from '../../authority/find-missing-proof.ts';
import { isHeldBack } from '../../authority/is-held-back.ts';
import type { Whence } from '../../authority/is-listed-place.ts';
import { judgeAccess } from '../../authority/judge-access.ts';
import { parseBearer } from '../../authority/minted-token.ts';
import type { HeldBack, NotLetIn, Presented, Principal, RestingRoles } from '../../authority/principal.ts';
import { roleNames } from '../../authority/role-names.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ConfirmPrincipal } from '../../log/writing/perform-act.ts';
import { saveAdmission } from '../admission.ts';
import { askForSecret, askToWait } from '../ask-for-secret.ts';
import { consoleOf } from '../console-of.ts';
import { sendProblem } from '../send-problem.ts';
import { isFromElsewhere, isFromOwnPage, sessionOf } from '../set-session-cookies.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The row of the authorization table; `public` for what anyone on the network may see. */
    readonly action?: Action | 'public';
    /** The clause of 統一技術基準 the operation serves; shown in the OpenAPI document. */
    readonly clause?: string;
    /** The body as the document shows it, where its parts are judged one by one and not by the route's schema, or with an example. */
    readonly documentedBody?: TSchema;
    /** Whether the route may be opened by a ticket instead of a token; its handler then asks for the ticket. */
    readonly ticket?: true;
    /**
     * What a version has to do with it: `read`: the caller names in `If-Match` what they have read, as PUT and PATCH always do; `named`: they
     * may; `weighed`: what it rests on may have been changed while it was weighed.
     */
    readonly version?: 'read' | 'named' | 'weighed';
    /** It tells of the caller's own, which may not be there any more (404). */
    readonly own?: true;
  }
}

/** What the edge asks of whoever keeps tokens, roles and sites. */
type AuthorizationDeps = {
  readonly findPrincipal: (presented: Presented, whence: Whence) => Promise<Principal | NotLetIn>;
  readonly failedTries: FailedTries;
  readonly confirmPrincipal: ConfirmPrincipal;
  readonly isSite: (siteId: string) => Promise<boolean>;
  readonly now: () => Date;
  /** Told of whoever tried 管理者権限 from where it does not count. */
  readonly noteElsewhere: (actor: Actor) => void;
};

/**
 * Every route names its action or does not start, and what it reads has a row in `fields-told.ts`; every request is
 * authenticated and judged by the one table before its body is read. Each refusal of somebody is logged; secrets that let
 * nobody in are counted.
 */
export function setAuthorization(
  app: FastifyInstance,
  { findPrincipal, failedTries, confirmPrincipal, isSite, now, noteElsewhere }: AuthorizationDeps,
): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.action === undefined)
      throw new Error(`${String(route.method)} ${route.url} names no action`);
    const reads = route.method === 'GET' && route.config.action !== 'public';
    if (reads && !saysWhatItTells(route.routePath))
      throw new Error(`${route.url} does not say what its fields tell`);
  });
  app.addHook('onRequest', async (request, reply) => {
    const { action, ticket } = request.routeOptions.config;
    if (action === undefined) return;
    if (action === 'public') {
      return isLured(request) ? sendProblem(request, reply, notFromOwnPage) : undefined;
    }
    const presented = presentedBy(request);
    if (presented === undefined) return ticket === true ? undefined : askForSecret(request, reply);
    const whence = { address: request.ip, console: consoleOf(request) };
    const principal = presented === 'unreadable' ? 'nobody' : await findPrincipal(presented, whence);
    if (principal === 'nobody') {
      const tokenId = presented === 'unreadable' ? undefined : presented.tokenId;
      const seconds = failedTries.count({ address: request.ip, tokenId });
      return seconds === 0 ? askForSecret(request, reply) : askToWait(request, reply, seconds);
    }
    if (principal === 'ended') return askForSecret(request, reply);
    if (principal.credential.kind === 'session' && mayBeForged(request))
      return sendProblem(request, reply, notFromOwnPage);
    const { heldBack } = principal.credential;
    if (heldBack !== undefined && isHeldBack(heldBack, action, onlyReads(request)))
      return sendProblem(request, reply, heldBackWords[heldBack]);
    const siteId = siteOf(request);
    const verdict = judgeAccess(principal, action, siteId);
    if (verdict !== 'allowed') {
      request.log.warn({ actor: principal.actor, action, verdict }, 'access refused');
      const why = whyAtRest(principal, action, siteId);
      if (why === 'elsewhere') noteElsewhere(principal.actor);
      if (why !== undefined) return sendProblem(request, reply, atRest[why]);
      return sendProblem(request, reply, verdict === 'hidden' ? { code: 'not-found' } : mayNot(action));
    }
    if (siteId !== undefined && !(await isSite(siteId)))
      return sendProblem(request, reply, { code: 'not-found' });
    const unproved = asksForProof(action, onlyReads(request))
      ? findMissingProof(principal, now())
      : undefined;
    if (unproved !== undefined) return sendProblem(request, reply, unproved);
    saveAdmission(request, { principal, confirmPrincipal });
    if ((request.headers['idempotency-key']?.length ?? 0) > longestKey)
      return sendProblem(request, reply, keyTooLong);
  });
}

/** What a request shows of who sends it: a token where it names one, else the session of its cookie. */
function presentedBy(request: FastifyRequest): Presented | 'unreadable' | undefined {
  const bearer = request.headers.authorization;
  return bearer === undefined ? sessionOf(request) : (parseBearer(bearer) ?? 'unreadable');
}

/** What opens a way in by a page of another site would sign its visitor in as somebody else, who does not know as whom they act (login CSRF). */
function isLured(request: FastifyRequest): boolean {
  return !onlyReads(request) && isFromElsewhere(request);
}

/** A browser sends a cookie whoever made it send the request; only the page of ours says so itself (ADR 0072). */
function mayBeForged(request: FastifyRequest): boolean {
  return (!onlyReads(request) || request.ws) && !isFromOwnPage(request);
}

function onlyReads({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

const heldBackWords = {
  'screen-locked': {
    code: 'session-locked',
    detail: '画面が施錠されています。解いてから行ってください。避難の開放、封鎖、点呼は、このまま行えます。',
  },
  'password-expired': {
    code: 'password-change-required',
    detail:
      'パスワードの期限が過ぎています。本人が変えてから行ってください（POST /api/v1/own/password）。避難の開放、封鎖、点呼は、このまま行えます。',
  },
  'one-factor': {
    code: 'second-factor-required',
    detail:
      'サインインした後に、二つ目の要素が要る役割になりました。それを示してから行ってください（POST /api/v1/own/prove。まだなければ POST /api/v1/own/totp で登録する）。避難の開放、封鎖、点呼は、このまま行えます。',
  },
  'shift-over': {
    code: 'shift-over',
    detail:
      'この端末の勤務の時間が過ぎたので、読むことだけができます。次の人がサインインしてください。避難の開放、封鎖、点呼は、このまま行えます。',
  },
} as const satisfies Readonly<Record<HeldBack, Refusal>>;

const notFromOwnPage: Refusal = {
  code: 'forbidden',
  detail:
    'ブラウザによる操作ができるのは、このサービスの画面を開いている本人だけです（Origin が違うか、ありません）。',
};

/** Why somebody may not do what they might if no role of theirs rested. */
function whyAtRest(
  principal: Principal,
  action: Action,
  siteId: string | undefined,
): RestingRoles['why'] | undefined {
  const { resting, roles } = principal;
  if (resting === undefined) return undefined;
  const awake = { ...principal, roles: [...roles, ...resting.roles] };
  return judgeAccess(awake, action, siteId) === 'allowed' ? resting.why : undefined;
}

const atRest: Readonly<Record<RestingRoles['why'], Refusal>> = {
  elsewhere: {
    code: 'forbidden',
    detail:
      '管理者権限の操作ができるのは、登録された接続元か端末にいる人だけです。管理用の端末から行うか、接続元の登録を統括情報セキュリティ責任者に求めてください。',
  },
  'not-elevated': {
    code: 'elevation-required',
    detail:
      '管理者権限の操作の前に、理由を付けて昇格してください（POST /api/v1/own/elevation）。昇格できるのは、その権限をもつ本人です。',
  },
};

/** A UUID needs 36; what is longer than an index takes would be a fault of the database. */
const longestKey = 255;
const keyTooLong: Refusal = {
  code: 'bad-request',
  errors: [{ at: '/header/idempotency-key', message: `${longestKey} 文字までにしてください` }],
};

const scopeWords = {
  site: 'この庁舎又は省全体の役割',
  ministry: '省全体の役割',
  anywhere: 'いずれかの庁舎又は省全体の役割',
} as const satisfies Readonly<Record<(typeof authorization)[Action]['scope'], string>>;

/** Who may is no secret: the document says it of every operation. */
function mayNot(action: Action): Refusal {
  const { scope, roles } = authorization[action];
  const names = roles.map((role) => `${roleNames[role]}（${role}）`).join('、');
  return { code: 'forbidden', detail: `この操作ができるのは、${scopeWords[scope]}の${names}です。` };
}

function siteOf({ params }: FastifyRequest): string | undefined {
  return typeof params === 'object' && params !== null && 'site' in params ? String(params.site) : undefined;
}
