import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { SiteParams, strict } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { issuePaperSheets, mostSheets } from './issue-paper-sheets.ts';

/** Numbers of sheets (手書き簿), before they are printed. */
export const paperSheetRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/paper-sheets',
    {
      config: { action: 'paper-log.change' },
      schema: {
        summary: '手書き簿の用紙に番号を付ける',
        description:
          '番号は一日を通して一度ずつです。付けた用紙は、印刷のページで刷ります。刷って入力のない用紙は、手書き簿の一覧の missing が示します。',
        params: SiteParams,
        body: Type.Object(
          {
            on: Type.String({ format: 'date', description: '用紙を使う日（庁舎の時間帯）' }),
            sheets: Type.Integer({ minimum: 1, maximum: 100 }),
          },
          { ...strict, title: 'PaperSheetsAsked' },
        ),
        response: {
          201: Type.Object(
            {
              seq: Type.Integer(),
              first: Type.Integer({ minimum: 1, maximum: mostSheets }),
              last: Type.Integer({ minimum: 1, maximum: mostSheets }),
            },
            { title: 'PaperSheetsIssued', description: 'first から last まで（last を含む）の番号' },
          ),
        },
      },
    },
    async (request, reply) => {
      const { on: day, sheets } = request.body;
      const { site } = request.params;
      return sendResult(
        request,
        reply,
        await issuePaperSheets(deps, actContextOf(request), site, { day, sheets }),
        201,
      );
    },
  );
};
