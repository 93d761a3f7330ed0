import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  End,
  Instant,
  instantText,
  NamedPageOf,
  Nullable,
  PageQuery,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { csvAnswer, sendCsv } from '../../api/sending/send-csv.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { type ChangeState, changeStates } from './change-states.ts';
import { listPasswordChanges, passwordChangeRows } from './list-password-changes.ts';

const config = { action: 'accounts.read', clause: '2.2.1.1(1)(c)(ア)' } as const;

const states = Object.keys(changeStates).filter((word): word is ChangeState =>
  Object.hasOwn(changeStates, word),
);

const Change = Type.Object(
  {
    loginId: Type.String(),
    person: Uuid,
    organisation: Nullable(Type.String()),
    state: Choice(states),
    says: Type.String(),
    setAt: Nullable(Instant),
    expiresAt: Nullable(End),
  },
  { title: 'PasswordChangeState' },
);

/** パスワード変更状況: who has changed their password and who has to, by 課室. */
export const passwordChangeRoutes: FastifyPluginAsyncTypebox<Pick<ActDeps, 'pool' | 'clock'>> = async (
  app,
  { pool, clock },
) => {
  const db = databaseOf(pool);

  app.get(
    '/password-changes',
    {
      config,
      schema: {
        summary: 'パスワード変更状況（変えた人、期限の近い人・過ぎた人）',
        querystring: Type.Object(PageQuery, strict),
        response: { 200: NamedPageOf(Change) },
      },
    },
    async (request) => {
      const { items, next } = await listPasswordChanges(db, request.query, clock.now());
      const names = await namesShownTo(
        principalOf(request),
        db,
        items.map(({ personId }) => personId),
      );
      const told = items.map(({ personId: person, setAt, expiresAt, ...one }) => ({
        ...one,
        person,
        says: changeStates[one.state],
        setAt: setAt && instantText(setAt),
        expiresAt: expiresAt && instantText(expiresAt),
      }));
      return { items: told, next, names };
    },
  );

  app.get(
    '/password-changes/csv',
    {
      config,
      schema: {
        summary: 'パスワード変更状況の CSV（UTF-8、BOM つき）',
        response: { 200: csvAnswer },
      },
    },
    async (_request, reply) =>
      sendCsv(reply, 'password-changes.csv', await passwordChangeRows(db, clock.now())),
  );
};
