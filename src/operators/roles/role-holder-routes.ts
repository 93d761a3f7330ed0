import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Bound,
  Code,
  End,
  Instant,
  instantText,
  ListQuery,
  Names,
  Nullable,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { type Action, authorization } from '../../authority/authorization.ts';
import { type Database, databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { seqAt } from '../../log/reading/seq-at.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { parsePastMoment } from '../../zones/hours/parse-site-instant.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { AssignmentFields, assignmentBody } from './assignment-body.ts';
import { isEverybodys, listRoleHolders } from './list-role-holders.ts';

/** Who stands in for an officer, as whoever keeps deputies knows it. */
type Deputy = {
  readonly officerId: string;
  readonly personId: string;
  readonly role: string;
  readonly scope: string | null;
  readonly form: string;
  readonly title: string;
  readonly validUntil: Date;
};

export type RoleHolderDeps = Pick<ActDeps, 'pool' | 'clock'> & {
  readonly loadDeputiesAt: (
    db: Database,
    siteId: string,
    seq: number,
    at: Date,
  ) => Promise<readonly Deputy[]>;
};

const DeputyBody = Type.Object(
  { person: Uuid, form: Type.String(), title: Type.String(), until: End },
  { title: 'DeputyOfHolder' },
);
const RoleHolder = Type.Object(
  { ...AssignmentFields, deputies: Type.Array(DeputyBody) },
  { title: 'RoleHolder' },
);

/** Who holds which role at a site, with period and deputies, now and at any moment of the record. */
export const roleHolderRoutes: FastifyPluginAsyncTypebox<RoleHolderDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/role-holders',
    {
      config: { action: 'roles.read', clause: '2.2.1.3(1)(a)' },
      schema: {
        summary: 'だれがどの役割をもち、何をどの区域でできるか（過去の時点も）',
        description:
          'at の時点の記録で答えます。action は OpenAPI の x-action の語で、その操作のできる役割だけにします。四眼など、行為ごとの制限は含みません。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            at: Type.Optional(Bound),
            action: Type.Optional(Type.String({ maxLength: 40 })),
            zone: Type.Optional(Code),
          },
          strict,
        ),
        response: {
          200: Type.Object({
            at: Instant,
            everybody: Type.Boolean({ description: 'action は、すべての行政事務従事者ができる' }),
            items: Type.Array(RoleHolder),
            next: Nullable(Type.String()),
            names: Names,
          }),
        },
      },
    },
    async (request, reply) => {
      const { site } = request.params;
      const { at: asked, action, ...query } = request.query;
      const now = deps.clock.now();
      if (action !== undefined && !isAction(action)) return sendProblem(request, reply, noAction);
      const timeZone = await loadTimeZone(db, site);
      const moment = parsePastMoment({ timeZone, now }, 'at', asked);
      if (!moment.ok) return sendProblem(request, reply, moment.refusal);
      const at = moment.value ?? now;
      const [seq, siteSeq] = [await seqAt(db, ministryLogId, at), await seqAt(db, site, at)];
      const { items, next } = await listRoleHolders(db, { siteId: site, action, ...query }, { at, seq });
      const deputies = await deps.loadDeputiesAt(db, site, siteSeq, at);
      const people = [...items.map(({ holder }) => holder), ...deputies.map(({ personId }) => personId)];
      return {
        at: instantText(at),
        everybody: action !== undefined && isEverybodys(action),
        items: items.map((one) => ({
          ...assignmentBody(one),
          deputies: deputies
            .filter(({ officerId, role, scope }) => {
              return officerId === one.holder && role === one.role && scope === one.scope;
            })
            .map(({ personId: person, form, title, validUntil }) => {
              return { person, form, title, until: instantText(validUntil) };
            }),
        })),
        next,
        names: await namesShownTo(principalOf(request), db, people),
      };
    },
  );
};

function isAction(word: string): word is Action {
  return Object.hasOwn(authorization, word);
}

const noAction = {
  code: 'bad-request',
  errors: [{ at: '/query/action', message: 'この操作の語はありません' }],
} as const;
