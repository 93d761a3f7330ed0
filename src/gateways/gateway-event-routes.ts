import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../api/principal-of.ts';
import { findRepeated, readJsonBodies } from '../api/read-json-bodies.ts';
import { Choice, Seq, strict } from '../api/schemas.ts';
import { sendProblem } from '../api/send-problem.ts';
import { inSlices } from '../kernel/in-slices.ts';
import { callerOf } from './caller-of.ts';
import { Epoch, uuidOfEpoch } from './epoch.ts';
import { exampleEvents, gatewayEventKinds, gatewayEventSchemas } from './gateway-event.ts';
import { judgeRepeated } from './judge-repeated.ts';
import { type EventAnswer, receiveEvents, type TakeEvents } from './receive-events.ts';

const Reason = Type.Object(
  {
    code: Type.String(),
    clause: Type.Optional(Type.String()),
    row: Type.Optional(Type.String()),
    undetermined: Type.Optional(Type.Literal(true)),
    says: Type.Optional(
      Type.String({ description: '扉の表示器に出せる言葉。人が扉の前にいる読取りの答えだけに付く' }),
    ),
  },
  { title: 'DecisionReason' },
);

const Answer = Type.Object(
  {
    seq: Type.Integer(),
    status: Choice<EventAnswer['status']>(['stored', 'duplicate', 'conflict', 'quarantined']),
    entry: Type.Optional(Type.Integer({ description: "seq in the site's log" })),
    verdict: Type.Optional(Choice<NonNullable<EventAnswer['verdict']>>(['grant', 'deny', 'wait'])),
    reasons: Type.Optional(Type.Array(Reason)),
    openWithinMs: Type.Optional(
      Type.Integer({ description: 'Counted by the gateway from its own send; a later answer never opens' }),
    ),
    waitWithinMs: Type.Optional(
      Type.Integer({
        description:
          'Of `wait`: the door stays shut; the grant is the answer to the read of the other person at this door, made within this time. Counted by the gateway from its own send',
      }),
    ),
    fault: Type.Optional(Type.String()),
  },
  { title: 'EventAnswer' },
);

const Post = Type.Object(
  {
    epoch: Epoch,
    // Only `true` and a text count: a post is not refused whole for a word in it.
    backlog: Type.Optional(Type.Unknown()),
    cursor: Type.Optional(Type.Unknown()),
    events: Type.Array(Type.Object({ seq: Seq }), {
      minItems: 1,
      maxItems: 1000,
    }),
  },
  strict,
);

/** The post as the document shows it. Events are read one by one: a fault in one is its own (`parseGatewayEvent`). */
const DocumentedPost = Type.Object(
  {
    ...Post.properties,
    backlog: Type.Optional(
      Type.Boolean({
        description:
          'All of it is told afterwards: nobody stands at a door for it, and a fire signal begins no emergency by itself',
      }),
    ),
    cursor: Type.Optional(
      Type.String({
        description:
          'The `cursor` of the last answer: it shows whether the log has lost what it acknowledged',
      }),
    ),
    events: Type.Array(Type.Unsafe({ oneOf: gatewayEventSchemas }), { minItems: 1, maxItems: 1000 }),
  },
  { ...strict, examples: [{ epoch: '0123456789abcdef0123456789abcdef', events: exampleEvents }] },
);

/** A thousand events of 1 KB and 30 values each. How one is made of them is its own affair (`receiveEvents`). */
const fullPost = {
  bytes: 1_048_576,
  values: 30_000,
  depth: 30_000,
  names: 30_000,
  longest: 1_048_576,
} as const;

/** Whoever decides the events; and how far a site's log has come, told to gateways and brought back by them. */
export type GatewayEventDeps = {
  readonly takeEvents: TakeEvents;
  readonly logWatch?: {
    readonly cursorOf: (siteId: string) => string | undefined;
    readonly hear: (siteId: string, text: string) => void;
  };
};

/**
 * What card-reader gateways post. Only an unreadable envelope is 400; each event is answered alone, and a denial is
 * an answer. Answered after the commit that records it (I1).
 */
export const gatewayEventRoutes: FastifyPluginAsyncTypebox<GatewayEventDeps> = async (
  app,
  { takeEvents, logWatch },
) => {
  // `__proto__` or a key twice in one event is that event's fault, not the post's: nothing here copies what was received.
  readJsonBodies(app, { poisoned: 'ignore', repeated: 'told' });
  app.post(
    '/gateway/events',
    {
      config: {
        action: 'gateway-events.post',
        documentedBody: DocumentedPost,
        ownTextCheck: true,
        body: fullPost,
      },
      bodyLimit: fullPost.bytes,
      schema: {
        summary: '読取り・扉の事象を送る',
        description: `事象の種類（kind）: ${gatewayEventKinds.join(', ')}

verdict が wait のとき、扉は開けずに待つ。waitWithinMs のうちに、同じ扉・同じ向きでもう一人が読み取れば、その読取りの答えが grant となり、二人とも通る。待っている読取りの答えが grant に変わることはなく、送り直しても wait のままである。時間が過ぎたら、本人がもう一度かざす。どちらの読取りに read-abandoned を送っても、二人の通行が取り消される。`,
        body: Post,
        response: {
          200: Type.Object({
            results: Type.Array(Answer),
            cursor: Type.Optional(
              Type.String({
                description:
                  'How far the log has come. Another part before the first colon: what was acknowledged may be lost; send again what you hold',
              }),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(principalOf(request));
      const { epoch, events, backlog, cursor: known } = request.body;
      if (typeof known === 'string') logWatch?.hear(caller.siteId, known);
      const repeated = judgeRepeated(findRepeated(request));
      if (!repeated.ok) return sendProblem(request, reply, repeated.refusal);
      const received = await inSlices(
        receiveEvents(caller, uuidOfEpoch(epoch), events, backlog === true, repeated.value),
      );
      const outcomes = await takeEvents(caller.siteId, received);
      if (outcomes === 'overloaded') return sendProblem(request, reply, { code: 'overloaded' });
      const results = outcomes.filter((outcome) => outcome !== 'caller-stopped');
      if (results.length < outcomes.length) return sendProblem(request, reply, { code: 'unauthenticated' });
      const cursor = logWatch?.cursorOf(caller.siteId);
      return reply.send({ results: results as Answers, ...(cursor === undefined ? {} : { cursor }) });
    },
  );
};

type Answers = (EventAnswer & { reasons?: { code: string }[] })[];
