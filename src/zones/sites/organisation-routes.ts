import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Choice, Created, Name, Nullable, strict, Uuid } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { listOrganisations } from './list-organisations.ts';
import { registerOrganisation } from './register-organisation.ts';

const Kind = Choice(['ministry', 'bureau', 'section', 'tenant']);
const Organisation = Type.Object(
  {
    id: Uuid,
    parentId: Nullable(Uuid),
    name: Name,
    kind: Type.String(),
  },
  { title: 'Organisation' },
);

/** 組織: who determines (府省庁の判断) and to whom zones and persons belong. */
export const organisationRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  app.get(
    '/organisations',
    {
      config: { action: 'organisations.read' },
      schema: { summary: '組織の一覧', response: { 200: Type.Object({ items: Type.Array(Organisation) }) } },
    },
    async () => ({ items: await listOrganisations(databaseOf(deps.pool)) }),
  );

  app.post(
    '/organisations',
    {
      config: { action: 'organisations.change' },
      schema: {
        summary: '組織を登録する',
        body: Type.Object({ name: Name, kind: Kind, parentId: Type.Optional(Uuid) }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) =>
      sendResult(request, reply, await registerOrganisation(deps, actContextOf(request), request.body), 201),
  );
};
