import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  End,
  Name,
  NamedPageOf,
  NoBody,
  PageQuery,
  SiteParams,
  Stepped,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { BookLoanBody, bookLoanBody } from './book-loan-body.ts';
import type { BookLoanRow } from './book-loan-rows.ts';
import { lendFromBook } from './lend-from-book.ts';
import { lentStates } from './lent-lifecycle.ts';
import { type BookLoansSeen, listBookLoans } from './list-book-loans.ts';
import { takeBookLoanStep } from './take-book-loan-step.ts';

const clause = '1.4.2.1(2)(a)(b)';

const LineNumber = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });

const LineParams = Type.Object({ site: Uuid, book: Code, number: LineNumber }, strict);

const steps = [
  { step: 'return', summary: '貸出簿のものの返却を受ける' },
  { step: 'lose', summary: '貸出簿のものの紛失を記録する' },
] as const;

/** 貸出簿 that stand for the leave of a take-out (別表2 rows 20 to 22): what is lent, and what is back. */
export const lendingRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const seenTo = async (viewer: Principal, site: string): Promise<BookLoansSeen> => {
    const seen = recordsSeen(viewer, site, 'book-loans.read');
    if (seen === 'all') return seen;
    const { person } = seen;
    const unit = person === undefined ? undefined : (await loadUnitsOf(db, [person])).get(person);
    return { person, unit };
  };
  const namesIn = async (viewer: Principal, site: string, rows: readonly BookLoanRow[]) => {
    const ids = rows.flatMap(({ borrowerId, lentBy, endedBy }) => [borrowerId, lentBy, endedBy]);
    const who = await loadWhoIs(deps.pool, site, isTold(viewer, 'name', site) ? ids : []);
    return Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])));
  };

  app.get(
    '/sites/:site/book-loans',
    {
      config: { action: 'book-loans.read', clause },
      schema: {
        summary: '貸出簿の貸出し',
        description:
          '貸出簿と番号の順。職員には、自分の課室が備える貸出簿のものと、自分が借り、又は貸したものを返します。overdue=true は返却期日を過ぎて戻っていないものだけです。',
        params: SiteParams,
        querystring: Type.Object(
          {
            limit: PageQuery.limit,
            after: Type.Optional(Type.String({ maxLength: 80, pattern: '^[a-z0-9-]+\\.[0-9]{1,9}$' })),
            book: Type.Optional(Code),
            state: Type.Optional(Choice(lentStates)),
            borrower: Type.Optional(Uuid),
            overdue: Type.Optional(Type.Boolean()),
          },
          strict,
        ),
        response: { 200: NamedPageOf(BookLoanBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const now = deps.clock.now();
      const { items, next } = await listBookLoans(db, site, request.query, await seenTo(viewer, site), now);
      return {
        items: items.map((row) => bookLoanBody(row, now)),
        next,
        names: await namesIn(viewer, site, items),
      };
    },
  );

  app.post(
    '/sites/:site/book-loans',
    {
      config: { action: 'book-loans.keep', clause },
      schema: {
        summary: '貸し出し、貸出簿に記載する',
        description:
          '許可・届出に代わると定められた貸出簿（permit-waivers の lending-book）に、それを備える課室の人が書きます。借りる人は書けません。答えの number を、持ち出しの terms.lentFrom に挙げます。',
        params: SiteParams,
        body: Type.Object(
          { book: Code, borrower: Uuid, code: Type.Optional(Code), item: Name, until: End },
          { ...strict, title: 'BookLoanDraft' },
        ),
        response: {
          201: Type.Object({ book: Type.String(), number: Type.Integer() }, { title: 'BookLine' }),
        },
      },
    },
    async (request, reply) => {
      const draft = { ...request.body, until: new Date(request.body.until) };
      const result = await lendFromBook(deps, actContextOf(request), request.params.site, draft);
      return sendResult(request, reply, result, 201);
    },
  );

  for (const { step, summary } of steps) {
    app.post(
      `/sites/:site/book-loans/:book/:number/${step}`,
      {
        config: { action: 'book-loans.keep', clause },
        schema: { summary, params: LineParams, body: NoBody, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { site, ...line } = request.params;
        return sendResult(
          request,
          reply,
          await takeBookLoanStep(deps, actContextOf(request), site, line, step),
        );
      },
    );
  }
};
