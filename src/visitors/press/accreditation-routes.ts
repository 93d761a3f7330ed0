import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Created,
  End,
  ListQuery,
  Name,
  NamedPageOf,
  NoBody,
  Nullable,
  Reason,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { approveOrganisation } from '../accreditation/approve-organisation.ts';
import { approvePersons } from '../accreditation/approve-persons.ts';
import { enterOrganisation } from '../accreditation/enter-organisation.ts';
import { enterPersons } from '../accreditation/enter-persons.ts';
import { listOrganisations } from '../accreditation/press-organisation-rows.ts';
import { listPersons } from '../accreditation/press-person-rows.ts';
import { pressSorts, pressSortWords } from '../accreditation/press-sort.ts';
import { accreditationBody, accreditationFields } from './accreditation-body.ts';
import { endAccreditation } from './end-accreditation.ts';

const OrganisationParams = Type.Object({ site: Uuid, organisation: Uuid }, strict);
const PersonParams = Type.Object({ site: Uuid, person: Uuid }, strict);
const optionalName = Type.Optional(Nullable(Name));
const RegisterQuery = Type.Object(
  { ...ListQuery, ended: Type.Boolean({ default: false, description: '終わったものも含める' }) },
  strict,
);

const PressOrganisation = Type.Object(
  { ...accreditationFields, name: Type.String(), club: Type.Boolean({ description: '記者クラブの加盟社' }) },
  { title: 'PressOrganisation' },
);

const PressPerson = Type.Object(
  {
    ...accreditationFields,
    organisation: Uuid,
    sort: Choice(pressSorts),
    sortName: Type.String(),
    name: Nullable(Type.String()),
    nameKana: Nullable(Type.String()),
  },
  { title: 'PressPerson' },
);

/** 報道の登録: organisations of the press, and their persons. */
export const accreditationRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/press-organisations',
    {
      config: { action: 'press.read' },
      schema: {
        summary: '報道機関の登録の一覧',
        params: SiteParams,
        querystring: RegisterQuery,
        response: { 200: NamedPageOf(PressOrganisation) },
      },
    },
    async (request) => {
      const { ended, ...page } = request.query;
      const { items, next } = await listOrganisations(db, request.params.site, {
        ...page,
        states: statesOf(ended),
      });
      const now = deps.clock.now();
      return {
        items: items.map(({ pressOrganisationId, name, club, ...row }) => ({
          ...accreditationBody(pressOrganisationId, row, now),
          name,
          club,
        })),
        next,
        names: await namesShownTo(principalOf(request), db, items.flatMap(whoActed)),
      };
    },
  );

  app.post(
    '/sites/:site/press-organisations',
    {
      config: { action: 'press.enter' },
      schema: {
        summary: '報道機関を登録する（ほかの責任者が承認するまで、だれも行事に登録できない）',
        params: SiteParams,
        body: Type.Object({ name: Name, club: Type.Boolean(), basis: Words, until: End }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { until, ...said } = request.body;
      const draft = { ...said, until: new Date(until) };
      const entered = await enterOrganisation(deps, actContextOf(request), request.params.site, draft);
      return sendResult(request, reply, entered, 201);
    },
  );

  app.post(
    '/sites/:site/press-organisations/:organisation/approve',
    {
      config: { action: 'press.decide' },
      schema: {
        summary: '報道機関の登録を承認する（登録した本人はできない）',
        params: OrganisationParams,
        body: NoBody,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, organisation } = request.params;
      const approved = await approveOrganisation(deps, actContextOf(request), site, organisation);
      return sendResult(request, reply, approved);
    },
  );

  app.post(
    '/sites/:site/press-organisations/:organisation/end',
    {
      config: { action: 'press.enter' },
      schema: {
        summary: '報道機関の登録を終わらせる、又は自分の登録を承認の前に取り下げる',
        description:
          'この報道機関の人の、これからの行事への登録も同時に終わります。答えのときから、受付も扉も入れません。中にいる人は、どの出口からも出られます。',
        params: OrganisationParams,
        body: Reason,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, organisation } = request.params;
      const accredited = { layer: 'organisation', id: organisation } as const;
      const { reason } = request.body;
      const ended = await endAccreditation(deps, actContextOf(request), site, accredited, reason);
      return sendResult(request, reply, ended);
    },
  );

  app.get(
    '/sites/:site/press-organisations/:organisation/persons',
    {
      config: { action: 'press.read' },
      schema: {
        summary: '報道機関の記者・カメラマンの登録の一覧',
        params: OrganisationParams,
        querystring: RegisterQuery,
        response: { 200: NamedPageOf(PressPerson) },
      },
    },
    async (request) => {
      const { site, organisation } = request.params;
      const { ended, ...page } = request.query;
      const states = statesOf(ended);
      const { items, next } = await listPersons(db, site, organisation, { ...page, states });
      const now = deps.clock.now();
      return {
        items: items.map(({ pressPersonId, sort, name, nameKana, ...row }) => ({
          ...accreditationBody(pressPersonId, row, now),
          organisation,
          sort,
          sortName: pressSortWords[sort],
          name,
          nameKana,
        })),
        next,
        names: await namesShownTo(principalOf(request), db, items.flatMap(whoActed)),
      };
    },
  );

  app.post(
    '/sites/:site/press-organisations/:organisation/persons',
    {
      config: { action: 'press.enter' },
      schema: {
        summary: '報道機関の記者・カメラマンを登録する（一人でも誤りがあれば、だれも登録しない）',
        params: OrganisationParams,
        body: Type.Object(
          {
            persons: Type.Array(
              Type.Object({ name: Name, nameKana: optionalName, sort: Choice(pressSorts) }, strict),
              { minItems: 1, maxItems: 200 },
            ),
            basis: Words,
            until: End,
          },
          strict,
        ),
        response: { 201: Type.Object({ ids: Type.Array(Uuid) }, { title: 'CreatedInOrder' }) },
      },
    },
    async (request, reply) => {
      const { site, organisation } = request.params;
      const { persons, basis, until } = request.body;
      const draft = {
        persons: persons.map(({ nameKana, ...person }) => ({ ...person, nameKana: nameKana ?? null })),
        basis,
        until: new Date(until),
      };
      const under = { siteId: site, organisationId: organisation };
      return sendResult(request, reply, await enterPersons(deps, actContextOf(request), under, draft), 201);
    },
  );

  app.post(
    '/sites/:site/press-organisations/:organisation/persons/approve',
    {
      config: { action: 'press.decide' },
      schema: {
        summary: '記者・カメラマンの登録を承認する（一人でも誤りがあれば、だれも承認しない）',
        params: OrganisationParams,
        body: Type.Object(
          { persons: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }) },
          strict,
        ),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, organisation } = request.params;
      const under = { siteId: site, organisationId: organisation };
      const { persons } = request.body;
      return sendResult(request, reply, await approvePersons(deps, actContextOf(request), under, persons));
    },
  );

  app.post(
    '/sites/:site/press-persons/:person/end',
    {
      config: { action: 'press.enter' },
      schema: {
        summary: '記者・カメラマンの登録を終わらせる、又は自分の登録を承認の前に取り下げる',
        description:
          'この人の、これからの行事への登録も同時に終わります。答えのときから、受付も扉も入れません。中にいる人は、どの出口からも出られます。',
        params: PersonParams,
        body: Reason,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, person } = request.params;
      const accredited = { layer: 'person', id: person } as const;
      const { reason } = request.body;
      const ended = await endAccreditation(deps, actContextOf(request), site, accredited, reason);
      return sendResult(request, reply, ended);
    },
  );
};

function statesOf(ended: boolean) {
  const open = ['proposed', 'accredited'] as const;
  return ended ? ([...open, 'ended'] as const) : open;
}

function whoActed({
  enteredBy,
  approvedBy,
  endedBy,
}: {
  readonly enteredBy: string;
  readonly approvedBy: string | null;
  readonly endedBy: string | null;
}) {
  return [enteredBy, approvedBy, endedBy];
}
