import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, type TObject, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { type End, type Instant, type SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { AppliedBody, appliedAnswer } from './applied-body.ts';
import { applyForPermit, type PermitDeps } from './apply-for-permit.ts';
import { resubmitPermit } from './resubmit-permit.ts';
import type { Application } from './weigh-application.ts';

/** Every application says from when until when. */
type AskedBody = TObject<{ from: typeof Instant; until: typeof End }>;

/** What was sent, with the ends of its period as dates. */
type Asked<Body extends AskedBody> = Omit<Static<Body>, 'from' | 'until'> & {
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
};

/** What a kind of permit says of the two routes of its application. */
export type ApplicationRoutes<
  Params extends TObject<typeof SiteParams.properties>,
  Body extends AskedBody,
> = {
  readonly path: string;
  /** What is applied for here. */
  readonly kinds: readonly PermitKind[];
  readonly clause: string;
  readonly params: Params;
  readonly body: Body;
  readonly words: {
    readonly summary: string;
    readonly description: string;
    /** The summary of applying anew. */
    readonly resubmit: string;
  };
  /** What the kind makes of it, or why there is nothing to apply for. */
  readonly applicationOf: (
    asked: Asked<Body>,
    params: Static<Params>,
  ) => Result<Application, Refusal> | Promise<Result<Application, Refusal>>;
};

/** Adds the two routes of an application: to apply, and to apply anew for what was returned (差戻し). */
export function addApplicationRoutes<
  Params extends TObject<typeof SiteParams.properties>,
  Body extends AskedBody,
>(app: Parameters<FastifyPluginAsyncTypebox>[0], deps: PermitDeps, kind: ApplicationRoutes<Params, Body>) {
  const { path, clause, applicationOf } = kind;
  const { summary, description, resubmit } = kind.words;
  const config = { action: 'permits.apply', clause } as const;
  const params: TObject<typeof SiteParams.properties> = kind.params;
  const body: AskedBody = kind.body;

  app.post(
    path,
    { config, schema: { summary, description, params, body, response: { 201: AppliedBody } } },
    async (request, reply) => {
      const application = await applicationOf(...parseSent(kind, request));
      if (!application.ok) return sendProblem(request, reply, application.refusal);
      const { site } = request.params;
      const result = await applyForPermit(deps, actContextOf(request), site, application.value);
      return sendResult(request, reply, appliedAnswer(result), 201);
    },
  );

  app.post(
    `${path}/:permit/resubmit`,
    {
      config,
      schema: {
        summary: resubmit,
        params: Type.Object({ ...params.properties, permit: Uuid }, strict),
        body,
        response: { 200: AppliedBody },
      },
    },
    async (request, reply) => {
      const { site, permit } = request.params;
      const sent = async () => applicationOf(...parseSent(kind, request));
      const result = await resubmitPermit(deps, actContextOf(request), site, permit, kind.kinds, sent);
      return sendResult(request, reply, appliedAnswer(result));
    },
  );
}

/** What the schemas of a kind let through, by the types they stand for: the compiler does not follow a schema it does not know. */
function parseSent<Params extends TObject, Body extends AskedBody>(
  _: { readonly params: Params; readonly body: Body },
  sent: { readonly params: object; readonly body: Static<AskedBody> },
) {
  const { from, until } = sent.body;
  const asked = { ...sent.body, from: new Date(from), until: new Date(until) };
  return [asked as Asked<Body>, sent.params as Static<Params>] as const;
}
