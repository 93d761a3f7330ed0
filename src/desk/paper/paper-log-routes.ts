import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  CardKeyFields,
  Code,
  Instant,
  Name,
  Nullable,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { ok } from '../../kernel/result.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { May } from '../check-in/desk-schemas.ts';
import type { Contradiction } from './compare-paper.ts';
import { listPaperLog, type PaperLogOfDay } from './list-paper-log.ts';
import { logPaper, type PaperLogged } from './log-paper.ts';
import type { PaperLine } from './paper-line.ts';

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
    card: Type.Optional(CardKeyFields.number),
    pass: Type.Optional(Name),
    purpose: Type.Optional(Code),
    purposeWords: Type.Optional(Words),
    host: Type.Optional(Uuid),
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
    visit: Nullable(Uuid),
    reviewed: Nullable(Type.Boolean({ description: '訪問相手の審査が、その来庁についてある' })),
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

const VisitorOfLine = Type.Object(
  {
    sheet: Numeral,
    line: Numeral,
    visit: Uuid,
    member: Uuid,
    walkIn: Type.Boolean({ description: '予定がなく、この行から訪問になった' }),
    stateName: Type.String(),
    lacks: Type.Array(
      Type.Object({ code: Type.String(), says: Type.String(), fix: Type.String() }, { title: 'PaperLack' }),
    ),
    may: Type.Array(May),
  },
  { title: 'VisitorOfLine' },
);

/** 手書き簿: what was written by hand while nobody was read is entered, and put beside what readers told. */
export const paperLogRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/paper-log',
    {
      config: { action: 'paper-log.change' },
      schema: {
        summary: '手書き簿の行をまとめて入力する',
        description:
          '誤りと、記録との食い違いは行ごとに示し（errors の /lines/…）、一つでもあれば何も記録しない。同じ内容で入力済みの行は、そのままにする（already）。人は person（人か訪問者の識別子）、card（印字されたカード番号）、pass（貸し出している通行証の番号）、name と affiliation のどれかで示す。入口から入った訪問者には来庁の時刻が付く（根拠は paper）。その日に同じ氏名・所属の来庁があればその人とし、なければ purpose と host によって、予定のない訪問にする。審査はないまま示す（visitors の lacks）。まだ退出していない行の pass は、その人に貸し出したことになる。同じ通行を読取装置が伝えていれば一つにまとめる（joined）。',
        params: SiteParams,
        body: Type.Object(
          { writtenOn: Day, writer: Name, lines: Type.Array(Line, { minItems: 1, maxItems: 500 }) },
          { ...strict, title: 'PaperLog' },
        ),
        response: {
          201: Type.Object({
            seq: Nullable(Type.Integer()),
            lines: Type.Integer(),
            already: Type.Array(Type.String({ description: '用紙と行（1.3 など）' })),
            joined: Type.Array(
              Type.Object({ sheet: Numeral, line: Numeral, seq: Type.Integer() }, { title: 'JoinedLine' }),
            ),
            visitors: Type.Array(VisitorOfLine),
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
      return sendResult(request, reply, ok(told(result.value)), 201);
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
            missing: Type.Object(
              {
                sheets: Type.Array(Numeral),
                lines: Type.Array(Place),
                unentered: Type.Array(Numeral),
              },
              {
                title: 'MissingPaper',
                description:
                  'sheets と lines は、後のものが入力されているのに欠けている用紙と行。unentered は、刷ったのに一行も入力していない用紙（白紙なら、白紙のまま揃っていることを確かめる）',
              },
            ),
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

function told({ already, joined, visitors, ...logged }: PaperLogged) {
  return {
    ...logged,
    already: [...already],
    joined: [...joined],
    visitors: visitors.map(({ lacks, may, ...one }) => ({
      ...one,
      lacks: [...lacks],
      may: may.map(({ step, by }) => ({ step, by: [...by] })),
    })),
  };
}

function lineOf({ enteredAt, leftAt, ...line }: Static<typeof Line>): PaperLine {
  return {
    person: undefined,
    name: undefined,
    affiliation: undefined,
    card: undefined,
    pass: undefined,
    purpose: undefined,
    purposeWords: undefined,
    host: undefined,
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
      visit: one.visit,
      reviewed: one.reviewed,
      writer: one.writer,
      entered: one.entered,
      left: one.left,
      contradictions: one.contradictions.map((found) => ({ code: found.code, says: says(found) })),
    })),
    missing: {
      sheets: [...missing.sheets],
      lines: [...missing.lines],
      unentered: [...missing.unentered],
    },
  };
}

function says(found: Contradiction): string {
  return found.code === 'lines-overlap'
    ? `同じ人の ${found.sheet} 枚目 ${found.line} 行と時間が重なっています。`
    : `手書き簿にない読取りがあります（記録 ${found.seq}）。`;
}
