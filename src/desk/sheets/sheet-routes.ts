import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Code, SiteParams, strict } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { isTold, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadCorrections } from '../../visitors/corrections/load-corrections.ts';
import { Day } from '../check-in/desk-schemas.ts';
import { listClosing, parseClosingCursor } from '../lists/list-closing.ts';
import { showClosingLines } from '../lists/show-closing-lines.ts';
import { mostSheets } from '../paper/issue-paper-sheets.ts';
import { loadIssuedSheets } from '../paper/load-issued-sheets.ts';
import { listRollCall } from '../roll-call/list-roll-call.ts';
import { blankSheets } from './blank-sheets.ts';
import { type ClosingList, closingSheet } from './closing-sheet.ts';
import { everyItem } from './every-item.ts';
import { expectedSheets } from './expected-sheets.ts';
import { loadExpected } from './load-expected.ts';
import { loadSheetGround } from './load-sheet-ground.ts';
import { rollSheets } from './roll-sheets.ts';
import { type Printed, type Sheet, sheetPage, sheetPagePolicy } from './sheet-page.ts';

const response = { 200: { content: { 'text/html': { schema: Type.String() } } } } as const;
const clause = '2.3.1.1(3)';

const noDesk: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/query/desk', message: 'この受付は図面にありません。' }],
};

/** What the desk and the guard print for a day without the service, and to hand over. */
export const sheetRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const { pool } = deps;

  app.get(
    '/sites/:site/arrivals/print',
    {
      config: { action: 'visits.desk', clause },
      schema: {
        summary: '受付予定表を印刷するページ（A4 横、受付ごと）',
        description:
          'day（なければ今日）に来る人を時刻の順に。身元確認・検査・通行証・入館・退館・署名は手で書きます。毎朝刷っておけば、サービスが止まっても受け付けられます。訂正した記録は、どちらも載せます。',
        params: SiteParams,
        querystring: Type.Object({ day: Type.Optional(Day), desk: Type.Optional(Code) }, strict),
        response,
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { desk } = request.query;
      const viewer = principalOf(request);
      const ground = await loadSheetGround(deps, viewer, site);
      const day = request.query.day ?? ground.today;
      const { desks, words, printed } = ground;
      if (desk !== undefined && !desks.some(({ id }) => id === desk))
        return sendProblem(request, reply, noDesk);
      const expected = await loadExpected(pool, viewer, site, day, ground);
      return send(reply, '受付予定表', expectedSheets(expected, { desks, only: desk }, day, words), printed);
    },
  );

  app.get(
    '/sites/:site/closing-list/print',
    {
      config: { action: 'visits.desk', clause },
      schema: {
        summary: '片付いていないことを印刷するページ（A4 横）',
        description:
          'list が handover なら、夜間の守衛に引き継ぐ全部を、passes なら、翌朝に訪問相手へ電話する未返却の通行証を。day（なければ今日）までのもので、いま片付いていないものを載せます。',
        params: SiteParams,
        querystring: Type.Object(
          {
            day: Type.Optional(Day),
            list: Choice(['handover', 'passes'] satisfies ClosingList[], { default: 'handover' }),
          },
          strict,
        ),
        response,
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { list } = request.query;
      const { now, today, words, printed } = await loadSheetGround(deps, principalOf(request), site);
      const day = request.query.day ?? today;
      const lines = await everyItem((after) =>
        listClosing(
          pool,
          site,
          { day, limit: linesAtOnce, after: after === undefined ? undefined : parseClosingCursor(after) },
          now,
        ),
      );
      const shown = await showClosingLines(
        pool,
        site,
        lines,
        isTold(principalOf(request), 'name', site),
        now,
      );
      const sheet = closingSheet(list, shown, day, words);
      return send(reply, sheet.title, [sheet], printed);
    },
  );

  app.get(
    '/sites/:site/roll-call/print',
    {
      config: { action: 'roll-call.mark', clause },
      schema: {
        summary: '点呼簿を印刷するページ（A4 横、区域ごと）',
        description:
          '一人一行に、印を付ける□を置きます。所在不明の人が先で、あとは区域ごとに頁を改めます。数えただけの人は人数を載せます。',
        params: SiteParams,
        response,
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const ground = await loadSheetGround(deps, viewer, site);
      const roll = await listRollCall(pool, site, visibilityOf(viewer, site), { limit: everybody });
      const people = roll.items.map(({ person }) => person);
      const corrections = await loadCorrections(pool, site, people);
      return send(reply, '点呼簿', rollSheets({ ...roll, corrections }, ground), ground.printed);
    },
  );

  app.get(
    '/sites/:site/paper-sheets/print',
    {
      config: { action: 'paper-log.change', clause },
      schema: {
        summary: '手書き簿の用紙を印刷するページ（A4 横、番号と行の番号つき）',
        description:
          '番号を付けた用紙（on の日、なければ今日）を、first から last まで（なければ全部）。用紙と行の番号は、あとで入力するときの sheet と line です。',
        params: SiteParams,
        querystring: Type.Object(
          {
            on: Type.Optional(Day),
            first: Type.Integer({ minimum: 1, maximum: mostSheets, default: 1 }),
            last: Type.Integer({ minimum: 1, maximum: mostSheets, default: mostSheets }),
          },
          strict,
        ),
        response,
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { on, ...asked } = request.query;
      const { today, words, printed } = await loadSheetGround(deps, principalOf(request), site);
      const day = on ?? today;
      const issued = await loadIssuedSheets(databaseOf(pool), site, day);
      return send(reply, '手書き簿', blankSheets(issued, asked, day, words), printed);
    },
  );
};

/** A roll is called of all at once. */
const everybody = 1_000_000;
const linesAtOnce = 500;

function send(reply: FastifyReply, title: string, sheets: readonly Sheet[], printed: Printed) {
  return reply
    .header('content-security-policy', sheetPagePolicy)
    .type('text/html; charset=utf-8')
    .send(sheetPage(title, sheets, printed));
}
