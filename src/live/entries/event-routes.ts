import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Bound,
  Choice,
  Code,
  EndBound,
  PageOf,
  PageQuery,
  Seq,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { ok } from '../../kernel/result.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';
import { findLogSpan } from '../reading/find-log-span.ts';
import { isVisible, viewOf } from './entry-view.ts';
import { EventItem } from './event-schemas.ts';
import { findEvent } from './find-events.ts';
import { type EventListDeps, listEvents } from './list-events.ts';
import { loadNames } from './name-book.ts';

const EventQuery = Type.Object(
  {
    ...PageQuery,
    zone: Type.Optional(Code),
    door: Type.Optional(Code),
    person: Type.Optional(Uuid),
    card: Type.Optional(Uuid),
    kind: Type.Optional(Code),
    verdict: Type.Optional(Choice(['grant', 'deny', 'wait'])),
    reason: Type.Optional(Code),
    from: Type.Optional(Bound),
    until: Type.Optional(EndBound),
    order: Choice(['asc', 'desc'], { default: 'asc' }),
  },
  strict,
);

/** What was recorded at a site: every passage, refusal and act, in the order of the log. */
export const eventRoutes: FastifyPluginAsyncTypebox<EventListDeps> = async (app, deps) => {
  const { pool, clock, placeBook, monthBook } = deps;

  app.get(
    '/sites/:site/events',
    {
      config: { action: 'events.read' },
      schema: {
        summary: '記録の一覧',
        description:
          '時刻の条件は記録日時（recordedAt）に対するものです。items が少なくても next があれば続きがあります。',
        params: SiteParams,
        querystring: EventQuery,
        response: {
          200: PageOf(EventItem),
        },
      },
    },
    async (request, reply) =>
      sendResult(
        request,
        reply,
        await listEvents(deps, principalOf(request), request.params.site, request.query),
      ),
  );

  app.get(
    '/sites/:site/events/:seq',
    {
      config: { action: 'events.read' },
      schema: {
        summary: '記録の一件（正準テキストと葉ハッシュつき）',
        params: Type.Object({ ...SiteParams.properties, seq: Seq }, strict),
        response: {
          200: Type.Object({
            event: EventItem,
            text: Type.String({ description: 'RFC 8785 の正準 JSON' }),
            leafHash: Type.String({ description: 'SHA-256(0x00 ‖ text)、16 進' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const { site, seq } = request.params;
      const span = await findLogSpan(pool, site);
      if (span === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const found = await findEvent(pool, site, seq, await monthBook.of(site, span));
      if (found === undefined) return sendProblem(request, reply, { code: 'not-found' });
      const entry = parseEntry(found.text);
      const visibility = visibilityOf(principalOf(request), site);
      const places = await placeBook.of(site, span);
      const book = await loadNames(pool, site, [entry], places, clock.now());
      if (!isVisible(entry, visibility, book)) return sendProblem(request, reply, { code: 'not-found' });
      const event = viewOf(entry, visibility, book);
      return sendResult(
        request,
        reply,
        ok({ event, text: found.text, leafHash: found.hash.toString('hex') }),
      );
    },
  );
};
