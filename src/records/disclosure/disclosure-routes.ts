import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Name, Nullable, PageOf, PageQuery, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { sendStream } from '../../api/sending/send-stream.ts';
import { databaseOf } from '../../db/pool.ts';
import { buildMonthBook } from '../../live/reading/month-book.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadPersonNames } from '../../people/registry/load-person-names.ts';
import { type buildPdfPlaces, pdfPlacesTaken } from '../formats/build-pdf-places.ts';
import { recordAnswer } from '../formats/record-answer.ts';
import { recordFormats } from '../formats/record-formats.ts';
import { notedRecord } from '../reads/noted-record.ts';
import { eras } from '../shown/shown-record.ts';
import { aloneSortNames } from './alone/alone-sorts.ts';
import { heldAs } from './candidates/candidate.ts';
import { listCandidates } from './candidates/list-candidates.ts';
import { parseCandidateCursor } from './candidates/parse-candidate-cursor.ts';
import { disclose, disclosureBases } from './disclose.ts';
import { type DisclosureDeps, prepareDisclosure } from './prepare-disclosure.ts';
import { paperLineIdForm } from './tables/paper-line-ids.ts';

const Candidate = Type.Object(
  {
    id: Type.String({
      description:
        '人の番号。paper-line は日・用紙・行（2026-04-06.1.12）。crew、receiver、paper-writer も氏名だけの人',
    }),
    as: Choice(heldAs),
    site: Nullable(Uuid),
    name: Nullable(Type.String()),
    formerName: Nullable(Type.String({ description: '見つけた氏名が、今の氏名と違うとき' })),
    affiliation: Nullable(Type.String()),
    day: Nullable(Type.String({ description: '訪問の最後の日、又は手書き簿の日' })),
  },
  { title: 'DisclosureCandidate' },
);

const DisclosureBody = Type.Object(
  {
    title: Type.String(),
    notes: Type.Array(Type.String(), { description: '保存の延長と、示していないものの理由' }),
    items: Type.Array(Type.Record(Type.String(), Nullable(Type.String()))),
    count: Type.Integer(),
  },
  { title: 'Disclosure' },
);

const PaperLine = Type.Object(
  { site: Uuid, id: Type.String({ pattern: paperLineIdForm.source, maxLength: 30 }) },
  strict,
);

const NamedAlone = Type.Object(
  { site: Uuid, as: Choice(aloneSortNames), id: Type.String({ maxLength: 40 }) },
  strict,
);

/** Each visit is an id of its own: of somebody who comes every day for eight years. */
const mostPersons = 2_000;
const mostLines = 200;

type Deps = ActDeps &
  Pick<DisclosureDeps, 'placeBook'> & { readonly takePlace: ReturnType<typeof buildPdfPlaces> };

/** 開示請求: whoever answers requests says whom it is about, and is given everything that is held of them. */
export const disclosureRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { pool, takePlace } = deps;
  const db = databaseOf(pool);
  const monthBook = buildMonthBook(pool);

  app.get(
    '/disclosures/candidates',
    {
      config: { action: 'disclosures.answer' },
      schema: {
        summary: '開示請求をした人に当たるかもしれない人を探す（立入制限対象者の一覧は探さない）',
        description:
          '今の氏名のほか、前の氏名、訂正する前の氏名、氏名だけの人（手書き簿の行とそれを書いた人、緊急の立入り、情報の提供先）も探します。next があれば、続きがあります。',
        querystring: Type.Object({ name: Name, affiliation: Type.Optional(Name), ...PageQuery }, strict),
        response: { 200: PageOf(Candidate) },
      },
    },
    async (request, reply) => {
      const { after, ...asked } = request.query;
      const cursor = after === undefined ? undefined : parseCandidateCursor(after);
      if (after !== undefined && cursor === undefined) {
        return sendProblem(request, reply, { code: 'invalid-cursor' });
      }
      const { items, next } = await listCandidates(db, { ...asked, after: cursor });
      return reply.send({ items: [...items], next });
    },
  );

  app.post(
    '/disclosures',
    {
      config: { action: 'disclosures.answer' },
      schema: {
        summary: '開示請求に答えるため、一人について保有するすべてを取り出す',
        description:
          '候補のうち本人と確かめた人の番号を persons に、氏名だけの手書き簿の行を paperLines に、ほかの氏名だけの人を named に挙げます。請求者・根拠・請求の番号とともに記録してから、表ごとに、いつまで保有するかを添えて返します。',
        querystring: Type.Object(
          {
            format: Choice(['json', 'html', 'pdf'], { default: 'json' }),
            era: Choice(eras, { default: 'wareki' }),
          },
          strict,
        ),
        body: Type.Object(
          {
            persons: Type.Array(Uuid, { maxItems: mostPersons, uniqueItems: true }),
            paperLines: Type.Array(PaperLine, { maxItems: mostLines, uniqueItems: true, default: [] }),
            named: Type.Array(NamedAlone, { maxItems: mostLines, uniqueItems: true, default: [] }),
            askedBy: Name,
            basis: Choice(Object.keys(disclosureBases).filter(isBasis)),
            number: Words,
          },
          strict,
        ),
        response: {
          200: {
            content: {
              'application/json': { schema: DisclosureBody },
              'text/html': { schema: Type.String() },
              [recordFormats.pdf.type()]: { schema: Type.String() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { format, era } = request.query;
      const viewer = principalOf(request);
      const place = takePlace(format);
      if (place === undefined) return sendProblem(request, reply, pdfPlacesTaken);
      const acted = await disclose(deps, actContextOf(request), request.body);
      if (!acted.ok) {
        place();
        return sendProblem(request, reply, acted.refusal);
      }
      const { id, type } = viewer.actor;
      const names = type === 'person' ? await loadPersonNames(db, [id]) : new Map<string, string>();
      const record = await prepareDisclosure({ ...deps, monthBook }, request.body, {
        era,
        madeBy: names.get(id) ?? id,
      });
      const noted = await notedRecord(deps, viewer, record, JSON.stringify({ entry: acted.value.seq }));
      const { headers, body } = recordAnswer(noted, { format, encoding: 'utf-8' });
      return sendStream(reply, { headers, body: body.once('close', place) });
    },
  );
};

function isBasis(word: string): word is keyof typeof disclosureBases {
  return word in disclosureBases;
}
