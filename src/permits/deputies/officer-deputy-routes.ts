import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Created,
  Done,
  End,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  Nullable,
  Reason,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { judgeAccess } from '../../authority/judge-access.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { permitKindNames } from '../kinds/permit-kinds.ts';
import { deputisedRoles } from './deputy-forms.ts';
import { endOfficerDeputy } from './end-officer-deputy.ts';
import { nameOfficerDeputy } from './name-officer-deputy.ts';
import { listOfficerDeputies } from './officer-deputy-rows.ts';

const clause = '1.2.1.1';
const said = {
  form: Choice(['acting', 'delegated'], {
    description: 'acting＝代決（責任者の不在のとき。後閲が要る）、delegated＝専決（任せた種類だけ）',
  }),
  role: Choice(deputisedRoles),
  scope: Nullable(Type.String(), { description: '区域又は課室。役割が庁舎の全体についてのものなら null' }),
  deputy: Uuid,
  title: Words,
  kinds: Type.Array(Choice(permitKindNames), { maxItems: 20, uniqueItems: true }),
  basis: Words,
  from: Instant,
  until: End,
};

const OfficerDeputy = Type.Object({ id: Uuid, officer: Uuid, ...said }, { title: 'OfficerDeputy' });

/** 代決・専決: who decides permits in the stead of an officer. */
export const officerDeputyRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/officer-deputies',
    {
      config: { action: 'officer-deputies.read', clause },
      schema: {
        summary: '代決・専決の一覧',
        description: 'ほかに役割のない職員には、自分についてのものだけを返します。',
        params: SiteParams,
        querystring: Type.Object(ListQuery, strict),
        response: { 200: NamedPageOf(OfficerDeputy) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const seesAll = judgeAccess(viewer, 'officer-deputies.read-all', site) === 'allowed';
      // A machine stands in for nobody, and nobody for it.
      if (!seesAll && viewer.actor.type !== 'person') return { items: [], next: null, names: {} };
      const query = { ...request.query, concerning: seesAll ? undefined : viewer.actor.id };
      const { items, next } = await listOfficerDeputies(db, site, query, deps.clock.now());
      return {
        items: items.map(({ deputyId, officerId, personId, validFrom, validUntil, kinds, ...row }) => ({
          id: deputyId,
          officer: officerId,
          deputy: personId,
          form: row.form,
          role: row.role,
          scope: row.scope,
          title: row.title,
          kinds: [...kinds],
          basis: row.basis,
          from: instantText(validFrom),
          until: instantText(validUntil),
        })),
        next,
        names: await namesShownTo(
          viewer,
          db,
          items.flatMap(({ officerId, personId }) => [officerId, personId]),
        ),
      };
    },
  );

  app.post(
    '/sites/:site/officer-deputies',
    {
      config: { action: 'officer-deputies.change', clause },
      schema: {
        summary: '代決又は専決をさせる人を、期間を決めて指名する（責任者本人）',
        params: SiteParams,
        body: Type.Object(said, { ...strict, title: 'OfficerDeputyDraft' }),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { deputy, from, until, ...body } = request.body;
      const asked = { ...body, personId: deputy, from: new Date(from), until: new Date(until) };
      const result = await nameOfficerDeputy(deps, actContextOf(request), request.params.site, asked);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/officer-deputies/:deputy/end',
    {
      config: { action: 'officer-deputies.change', clause },
      schema: {
        summary: '代決・専決を期間の前に終わらせる（すでにされた判断は残る）',
        params: Type.Object({ site: Uuid, deputy: Uuid }, strict),
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, deputy } = request.params;
      const { reason } = request.body;
      const result = await endOfficerDeputy(deps, actContextOf(request), site, deputy, reason);
      return sendResult(request, reply, result);
    },
  );
};
