import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { consoleOf, sendConsole } from '../../api/console-of.ts';
import { Nullable, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type ConsoleRow, findConsole } from './console-rows.ts';
import { enrolConsole } from './enrol-console.ts';

const clause = '2.2.1.1(1)(a)';

const ThisConsole = Type.Object(
  { id: Uuid, site: Uuid, name: Type.String(), place: Type.String() },
  { title: 'ThisConsole' },
);

/** Which console the browser is that asks, and how it becomes one. */
export const thisConsoleRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/console',
    {
      config: { action: 'public', clause },
      schema: {
        tags: ['sign-in'],
        summary: 'このブラウザがどの端末か',
        response: { 200: Type.Object({ console: Nullable(ThisConsole) }) },
      },
    },
    async (request) => {
      const shown = consoleOf(request);
      const console = shown && (await findConsole(databaseOf(deps.pool), shown));
      return { console: console === undefined ? null : bodyOf(console) };
    },
  );

  app.post(
    '/console',
    {
      config: { action: 'public', clause },
      schema: {
        tags: ['sign-in'],
        summary: 'このブラウザを、渡されたコードの端末にする',
        body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 200 }) }, strict),
        response: { 200: ThisConsole },
      },
    },
    async (request, reply) => {
      const enrolled = await enrolConsole(deps, { code: request.body.code, requestId: request.id });
      if (!enrolled.ok) return sendProblem(request, reply, enrolled.refusal);
      const { console, minted } = enrolled.value;
      return sendConsole(reply, minted.token).send(bodyOf(console));
    },
  );
};

function bodyOf({ consoleId, siteId, name, place }: ConsoleRow) {
  return { id: consoleId, site: siteId, name, place };
}
