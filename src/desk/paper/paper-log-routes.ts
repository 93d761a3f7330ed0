import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Code, Instant, Name, Nullable, SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { ok } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import type { Contradiction } from './compare-paper.ts';
import type { PaperLine } from './judge-paper-lines.ts';
import { listPaperLog, type PaperLogOfDay } from './list-paper-log.ts';
import { logPaper } from './log-paper.ts';

const Day = Type.String({ format: 'date', description: '用紙の日（庁舎の時間帯）' });
const Numeral = Type.Integer({ minimum: 1, maximum: 1000 });
const Place = Type.Object({ sheet: Numeral, line: Numeral });

const Line = Type.Object(
  {
    sheet: Numeral,
    line: Numeral,
    enteredAt: Instant,
    leftAt: Type.Optional(Instant),
    door: Code,
    zone: Code,
    person: Type.Optional(Uuid),
    name: Type.Optional(Name),
    affiliation: Type.Optional(Name),
    pass: Type.Optional(Name),
  },
  { ...strict, title: 'PaperLine' },
);

const Logged = Type.Object(
  {
    sheet: Numeral,
    line: Numeral,
    enteredAt: Instant,
    leftAt: Nullable(Instant),
    door: Code,
    zone: Code,
    person: Nullable(Uuid),
    name: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    pass: Nullable(Type.String()),
    writer: Nullable(Type.String()),
    entered: Nullable(Type.Integer()),
    left: Nullable(Type.Integer()),
    contradictions: Type.Array(
      Type.Object({ code: Type.String(), says: Type.String() }, { title: 'PaperContradiction' }),
    ),
  },
  {
    title: 'LoggedPaperLine',
    description: 'entered と left は、同じ通行を読取装置が伝えた記録の番号（5分以内。後から届いたものも）',
  },
);

/** 手書き簿: what was written by hand while nobody was read is entered, and put beside what readers told. */
export const paperLogRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/paper-log',
    {
      config: { action: 'paper-log.change' },
      schema: {
        summary: '手書き簿の行をまとめて入力する',
        description:
          '誤りは行ごとに示し（errors の body/lines/…）、一つでもあれば何も記録しない。人は person（人か訪問者の識別子）、pass（貸し出している通行証の番号）、name と affiliation のどれかで示す。person と pass を書いた、まだ退出していない行では、その通行証をその人に貸し出したことになる。同じ通行を読取装置が伝えていれば一つにまとめる（joined）。',
        params: SiteParams,
        body: Type.Object(
          { writtenOn: Day, writer: Name, lines: Type.Array(Line, { minItems: 1, maxItems: 500 }) },
          { ...strict, title: 'PaperLog' },
        ),
        response: {
          201: Type.Object({
            seq: Type.Integer(),
            lines: Type.Integer(),
            joined: Type.Array(
              Type.Object({ sheet: Numeral, line: Numeral, seq: Type.Integer() }, { title: 'JoinedLine' }),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const { writtenOn: day, writer, lines } = request.body;
      const result = await logPaper(deps, actContextOf(request), request.params.site, {
        day,
        writer,
        lines: lines.map(lineOf),
      });
      if (!result.ok) return sendResult(request, reply, result);
      return sendResult(request, reply, ok({ ...result.value, joined: [...result.value.joined] }), 201);
    },
  );

  app.get(
    '/sites/:site/paper-log',
    {
      config: { action: 'paper-log.read' },
      schema: {
        summary: '入力した手書き簿（読取りとの照合、食い違い、欠けている用紙と行）',
        params: SiteParams,
        querystring: Type.Object({ on: Day }, strict),
        response: {
          200: Type.Object({
            items: Type.Array(Logged),
            missing: Type.Object({ sheets: Type.Array(Numeral), lines: Type.Array(Place) }),
          }),
        },
      },
    },
    async (request) => {
      const { site } = request.params;
      const visibility = visibilityOf(principalOf(request), site);
      return shown(await listPaperLog(deps.pool, site, visibility, request.query.on));
    },
  );
};

function lineOf({ enteredAt, leftAt, ...line }: Static<typeof Line>): PaperLine {
  return {
    person: undefined,
    name: undefined,
    affiliation: undefined,
    pass: undefined,
    ...line,
    enteredAt: new Date(enteredAt),
    leftAt: leftAt === undefined ? undefined : new Date(leftAt),
  };
}

function shown({ items, missing }: PaperLogOfDay) {
  return {
    items: items.map(({ sheet, line, enteredAt, leftAt, pass, name, affiliation, ...one }) => ({
      sheet,
      line,
      enteredAt: enteredAt.toISOString(),
      leftAt: leftAt?.toISOString() ?? null,
      door: one.doorId,
      zone: one.zoneId,
      person: one.personId,
      name,
      affiliation,
      pass,
      writer: one.writer,
      entered: one.entered,
      left: one.left,
      contradictions: one.contradictions.map((found) => ({ code: found.code, says: says(found) })),
    })),
    missing: { sheets: [...missing.sheets], lines: [...missing.lines] },
  };
}

function says(found: Contradiction): string {
  return found.code === 'lines-overlap'
    ? `同じ人の ${found.sheet} 枚目 ${found.line} 行と時間が重なっています。`
    : `手書き簿にない読取りがあります（記録 ${found.seq}）。`;
}
