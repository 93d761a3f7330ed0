import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import {
  Done,
  End,
  Instant,
  instantText,
  Name,
  Reason,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { timePattern } from '../../zones/plan/open-hours.ts';
import { changeShifts } from './change-shifts.ts';
import type { ConsoleCode } from './console-code.ts';
import { loadConsoles } from './console-rows.ts';
import { registerConsole } from './register-console.ts';
import { renewConsoleCode } from './renew-console-code.ts';
import { retireConsole } from './retire-console.ts';

const clause = '2.2.1.1(1)(a)';

const ConsoleParams = Type.Object({ site: Uuid, console: Uuid }, strict);

const shifts = {
  shiftEnds: Type.Array(Type.String({ pattern: timePattern }), {
    maxItems: 24,
    uniqueItems: true,
    description: '交代の時刻（庁舎の時間帯）。なければ交代制ではない',
  }),
  isKeptAtNight: Type.Boolean({ description: '24時間だれかがいる' }),
};

const Console = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    place: Type.String(),
    ...shifts,
    isEnrolled: Type.Boolean({ description: 'この端末となったブラウザがある' }),
    registeredAt: Instant,
  },
  { title: 'Console' },
);

const Code = {
  code: Type.String({ description: '端末のブラウザで一度だけ打つコード。この答えにだけ出る' }),
  codeUntil: End,
};

/** 端末: which a site has, how each is kept, and the code by which a browser becomes one. */
export const consoleRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/consoles',
    {
      config: { action: 'consoles.read', clause },
      schema: {
        summary: '庁舎の端末の一覧',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(Console) }) },
      },
    },
    async ({ params }) => {
      const rows = await loadConsoles(db, params.site);
      return {
        items: rows.map(({ consoleId, name, place, shiftEnds, isKeptAtNight, codeUntil, registeredAt }) => ({
          id: consoleId,
          name,
          place,
          shiftEnds,
          isKeptAtNight,
          isEnrolled: codeUntil === null,
          registeredAt: instantText(registeredAt),
        })),
      };
    },
  );

  app.post(
    '/sites/:site/consoles',
    {
      config: { action: 'consoles.change', clause },
      schema: {
        summary: '端末を登録する（そのブラウザで打つコードを一度だけ示す）',
        params: SiteParams,
        body: Type.Object({ name: Name, place: Words, ...shifts }, strict),
        response: { 201: Type.Object({ id: Uuid, ...Code }, { title: 'ConsoleRegistered' }) },
      },
    },
    async (request, reply) => {
      const made = await registerConsole(deps, actContextOf(request), request.params.site, request.body);
      const told = made.ok ? ok({ id: made.value.consoleId, ...codeBody(made.value) }) : made;
      return sendResult(request, reply, told, 201);
    },
  );

  app.post(
    '/sites/:site/consoles/:console/shifts',
    {
      config: { action: 'consoles.change', clause },
      schema: {
        summary: '端末の交代の時刻を変える',
        params: ConsoleParams,
        body: Type.Object({ ...shifts, reason: Words }, strict),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { reason, ...kept } = request.body;
      const named = namedOf(request.params, reason);
      return sendResult(request, reply, await changeShifts(deps, actContextOf(request), named, kept));
    },
  );

  app.post(
    '/sites/:site/consoles/:console/code',
    {
      config: { action: 'consoles.change', clause: '2.2.1.1(1)(d)' },
      schema: {
        summary: '端末のブラウザを替える（前のブラウザは端末でなくなる）',
        params: ConsoleParams,
        body: Reason,
        response: { 200: Type.Object(Code, { title: 'ConsoleCode' }) },
      },
    },
    async (request, reply) => {
      const named = namedOf(request.params, request.body.reason);
      return sendResult(request, reply, told(await renewConsoleCode(deps, actContextOf(request), named)));
    },
  );

  app.post(
    '/sites/:site/consoles/:console/retire',
    {
      config: { action: 'consoles.change', clause: '2.2.1.1(1)(d)' },
      schema: {
        summary: '端末をやめる（そこでのセッションは終わる）',
        params: ConsoleParams,
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const named = namedOf(request.params, request.body.reason);
      return sendResult(request, reply, await retireConsole(deps, actContextOf(request), named));
    },
  );
};

function namedOf({ site, console }: { readonly site: string; readonly console: string }, reason: string) {
  return { siteId: site, consoleId: console, reason };
}

function codeBody({ code, until }: ConsoleCode) {
  return { code, codeUntil: instantText(until) };
}

function told(renewed: Result<ConsoleCode, Refusal>) {
  return renewed.ok ? ok(codeBody(renewed.value)) : renewed;
}
