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
  Name,
  NamedPageOf,
  NoBody,
  Nullable,
  Reason,
  RegisterStep,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { authorization } from '../../authority/authorization.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { clearMatch } from './clear-match.ts';
import { enterRestricted } from './enter-restricted.ts';
import { listMatches, type MatchedMember } from './list-matches.ts';
import { type RestrictedStep, restrictedLifecycle } from './restricted-lifecycle.ts';
import { listRestricted, type RestrictedRow } from './restricted-rows.ts';
import { takeRestrictedStep } from './take-restricted-step.ts';

const RestrictedParams = Type.Object({ site: Uuid, restricted: Uuid }, strict);
const optionalName = Type.Optional(Nullable(Name));

const Shown = Type.Object(
  {
    id: Uuid,
    state: Choice(['proposed', 'in-force', 'expired', 'ended']),
    says: Type.String(),
    name: Nullable(Type.String()),
    nameKana: Nullable(Type.String()),
    aliases: Type.Array(Type.String()),
    organisation: Nullable(Type.String()),
    basis: Nullable(Type.String()),
    until: End,
    enteredBy: Uuid,
    enteredAt: Instant,
    approvedBy: Nullable(Uuid),
    approvedAt: Nullable(Instant),
    endedBy: Nullable(Uuid),
    endedAt: Nullable(Instant),
    endReason: Nullable(Type.String()),
    may: Type.Array(RegisterStep, { description: '次にできることと、それをできる役割' }),
  },
  { title: 'RestrictedPerson' },
);

const Matched = Type.Object(
  {
    member: Uuid,
    visit: Uuid,
    name: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    state: Type.String(),
    restricted: Uuid,
    by: Choice(['name', 'organisation', 'name-and-organisation']),
    clearedBy: Nullable(Uuid),
    clearedAt: Nullable(Instant),
  },
  { title: 'RestrictedMatch' },
);

const states = {
  proposed: '承認待ち',
  'in-force': '有効',
  expired: '期限切れ',
  ended: '終了',
} as const;
const stepSays = { approve: '承認する', end: '終わらせる' } as const satisfies Record<RestrictedStep, string>;

/** 立入制限対象者: who is not taken in before a guard has looked. */
export const restrictedRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/restricted-persons',
    {
      config: { action: 'restricted.read' },
      schema: {
        summary: '立入制限対象者の一覧',
        params: SiteParams,
        querystring: Type.Object(
          { ...ListQuery, ended: Type.Boolean({ default: false, description: '終わったものも含める' }) },
          strict,
        ),
        response: { 200: NamedPageOf(Shown) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const { ended, ...page } = request.query;
      const open = ['proposed', 'in-force'] as const;
      const { items, next } = await listRestricted(db, site, {
        ...page,
        states: ended ? [...open, 'ended'] : open,
      });
      const now = deps.clock.now();
      return {
        items: items.map((row) => shown(row, now)),
        next,
        names: await namesShownTo(
          principalOf(request),
          db,
          items.flatMap(({ enteredBy, approvedBy, endedBy }) => [enteredBy, approvedBy, endedBy]),
        ),
      };
    },
  );

  app.get(
    '/sites/:site/restricted-matches',
    {
      config: { action: 'restricted.read' },
      schema: {
        summary: '立入制限対象者に当たるかもしれない来訪者（その日の来庁のうち）',
        params: SiteParams,
        querystring: Type.Object(
          { ...ListQuery, on: Type.Optional(Type.String({ format: 'date', description: 'なければ今日' })) },
          strict,
        ),
        response: { 200: NamedPageOf(Matched) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const { on, ...page } = request.query;
      const now = deps.clock.now();
      const day = on ?? dayAt(now, await loadTimeZone(db, site));
      const { items, next } = await listMatches(db, site, day, page, now);
      const names = await namesShownTo(
        principalOf(request),
        db,
        items.map(({ clearedBy }) => clearedBy),
      );
      return { items: items.map(matchBody), next, names };
    },
  );

  app.post(
    '/sites/:site/restricted-persons',
    {
      config: { action: 'restricted.enter' },
      schema: {
        summary: '立入制限対象者を登録する（ほかの責任者が承認するまで効力をもたない）',
        description:
          '氏名のあるものは、所属を何と名のっても、その氏名・かな・別名の人に当たります。所属だけのものは、その所属のすべての人に当たります。',
        params: SiteParams,
        body: Type.Object(
          {
            name: optionalName,
            nameKana: optionalName,
            aliases: Type.Optional(Type.Array(Name, { maxItems: 20 })),
            organisation: optionalName,
            basis: Words,
            until: End,
          },
          strict,
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { name, nameKana, aliases, organisation, basis, until } = request.body;
      const result = await enterRestricted(deps, actContextOf(request), request.params.site, {
        name: name ?? null,
        nameKana: nameKana ?? null,
        aliases: aliases ?? [],
        organisation: organisation ?? null,
        basis,
        until: new Date(until),
      });
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/restricted-persons/:restricted/approve',
    {
      config: { action: 'restricted.decide' },
      schema: {
        summary: '立入制限対象者の登録を承認する（登録した本人はできない）',
        params: RestrictedParams,
        body: NoBody,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, restricted } = request.params;
      const result = await takeRestrictedStep(deps, actContextOf(request), site, restricted, {
        name: 'approve',
      });
      return sendResult(request, reply, result);
    },
  );

  app.post(
    '/sites/:site/restricted-persons/:restricted/end',
    {
      config: { action: 'restricted.enter' },
      schema: {
        summary: '立入制限を終わらせる、又は自分の登録を承認の前に取り下げる',
        params: RestrictedParams,
        body: Reason,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site, restricted } = request.params;
      const { reason } = request.body;
      const step = { name: 'end', reason } as const;
      return sendResult(
        request,
        reply,
        await takeRestrictedStep(deps, actContextOf(request), site, restricted, step),
      );
    },
  );

  app.post(
    '/sites/:site/restricted-persons/:restricted/clear',
    {
      config: { action: 'restricted.clear' },
      schema: {
        summary: '人違いと確かめた来訪者を、その訪問に限って通せるようにする',
        params: RestrictedParams,
        body: Type.Object({ visit: Uuid, member: Uuid, found: Words }, strict),
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site, restricted } = request.params;
      const { visit, member, found } = request.body;
      const clearance = { visitId: visit, memberId: member, found };
      return sendResult(
        request,
        reply,
        await clearMatch(deps, actContextOf(request), site, restricted, clearance),
      );
    },
  );
};

function shown(row: RestrictedRow, now: Date) {
  const {
    restrictedId,
    validUntil,
    siteId,
    namesSearch,
    organisationSearch,
    nameKeys,
    organisationKey,
    ...rest
  } = row;
  const state = rest.state === 'in-force' && validUntil <= now ? ('expired' as const) : rest.state;
  return {
    ...rest,
    id: restrictedId,
    state,
    says: states[state],
    until: instantText(validUntil),
    enteredAt: instantText(rest.enteredAt),
    approvedAt: rest.approvedAt && instantText(rest.approvedAt),
    endedAt: rest.endedAt && instantText(rest.endedAt),
    may: stepsOpen(row).map((step) => ({
      step,
      says: stepSays[step],
      by: [...authorization['restricted.decide'].roles],
    })),
  };
}

function stepsOpen({ state }: RestrictedRow): readonly RestrictedStep[] {
  const steps = ['approve', 'end'] as const;
  return steps.filter((step) => step in restrictedLifecycle[state]);
}

function matchBody({ memberId, visitId, restrictedId, clearedAt, ...match }: MatchedMember) {
  return {
    ...match,
    member: memberId,
    visit: visitId,
    restricted: restrictedId,
    clearedAt: clearedAt && instantText(clearedAt),
  };
}
