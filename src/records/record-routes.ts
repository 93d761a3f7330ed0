import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../api/principal-of.ts';
import { Bound, Choice, Code, EndBound, strict, Uuid } from '../api/schemas.ts';
import { sendProblem } from '../api/send-problem.ts';
import { sendStream } from '../api/sending/send-stream.ts';
import { buildPlaceBook } from '../live/entries/place-book.ts';
import type { ActDeps } from '../log/writing/perform-act.ts';
import { prepareRecord } from './asking/prepare-record.ts';
import { parseSearch, SearchQuery } from './asking/search-query.ts';
import { disclosureRoutes } from './disclosure/disclosure-routes.ts';
import { askedFormat, recordInEveryFormat } from './formats/asked-format.ts';
import { buildPdfPlaces, pdfPlacesTaken } from './formats/build-pdf-places.ts';
import { recordAnswer } from './formats/record-answer.ts';
import { recordKindNames } from './kinds/record-kinds.ts';
import { notedRecord } from './reads/noted-record.ts';
import { differenceRoutes } from './rights-difference/difference-routes.ts';

const RecordParams = Type.Object({ site: Uuid, record: Choice(recordKindNames) }, strict);

const RecordQuery = Type.Object(
  {
    zone: Type.Optional(Code),
    class: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
    from: Type.Optional(Bound),
    until: Type.Optional(EndBound),
    ...SearchQuery,
    of: Type.Optional(Uuid),
    words: Type.Optional(Type.String({ minLength: 1, maxLength: 200, examples: ['先週 総務課を訪ねた人'] })),
    ...askedFormat,
  },
  strict,
);

/** What must be shown of a zone and a period (2.2.1.4(2), 2.3.1.1): every reading of it is noted before its first row is given out. */
export const recordRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const { pool, clock } = deps;
  const placeBook = buildPlaceBook(pool);
  const takePlace = buildPdfPlaces();
  await app.register(disclosureRoutes, { ...deps, placeBook, takePlace });
  await app.register(differenceRoutes, { ...deps, takePlace });

  app.get(
    '/sites/:site/records/:record',
    {
      config: { action: 'records.read', clause: '2.2.1.4(2)' },
      schema: {
        summary: '記録を取り出す（訪問記録、入退室記録簿、物品・撮影・作業・閲覧の記録、登録簿）',
        description:
          '期間と区域の記録を、最後の記録番号（asOf）までのものとして返します。どの形式も同じ内容です。絞り込みは見せてよい値についてだけ働き、どう解したかを notes の初めに示します。取り出したことは記録します。',
        params: RecordParams,
        querystring: RecordQuery,
        response: {
          200: recordInEveryFormat,
        },
      },
    },
    async (request, reply) => {
      const { site, record } = request.params;
      const prepared = await prepareRecord({ pool, clock, placeBook }, principalOf(request), site, {
        ...request.query,
        search: parseSearch(request.query),
        record,
      });
      if (!prepared.ok) return sendProblem(request, reply, prepared.refusal);
      const place = takePlace(request.query.format);
      if (place === undefined) return sendProblem(request, reply, pdfPlacesTaken);
      const asked = JSON.stringify(request.query);
      const noted = await notedRecord({ pool, clock }, principalOf(request), prepared.value, asked);
      const { headers, body } = recordAnswer(noted, request.query);
      return sendStream(reply, { headers, body: body.once('close', place) });
    },
  );
};
