import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Created,
  End,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  NoBody,
  Nullable,
  Reason,
  Stepped,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { reaches } from '../../authority/reaches.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { Issued, issuedTold } from '../accounts/issued.ts';
import { nobody } from '../accounts/nobody.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { applicationGrounds, applicationGroundWords } from './application-grounds.ts';
import { applicationLifecycle, applicationStateNames, isApplicationState } from './application-lifecycle.ts';
import { type ApplicationRow, listApplications } from './application-rows.ts';
import { applyForAccount } from './apply-for-account.ts';
import { issueByApplication } from './issue-by-application.ts';
import { approvalUntil } from './judge-application-step.ts';
import { takeApplicationStep } from './take-application-step.ts';

const Params = Type.Object({ application: Uuid }, strict);
const LoginId = Type.String({ minLength: 1, maxLength: 100 });
const Ground = Choice(applicationGroundWords, { title: 'ApplicationGround' });
const State = Choice(Object.keys(applicationLifecycle).filter(isApplicationState), {
  title: 'ApplicationState',
});

const Application = Type.Object(
  {
    id: Uuid,
    loginId: Type.String(),
    person: Uuid,
    organisation: Uuid,
    ground: Ground,
    groundSays: Type.String(),
    state: State,
    stateSays: Type.String(),
    appliedBy: Uuid,
    appliedAt: Instant,
    decidedBy: Nullable(Uuid),
    decidedAt: Nullable(Instant),
    issueUntil: Nullable(End),
  },
  { title: 'SignInApplication' },
);

const clause = '2.2.1.3(2)(a)';
const apply = { action: 'account-applications.apply', clause } as const;
const decide = { action: 'account-applications.decide', clause } as const;

/** 識別コードの申請 → 承認 → 発行 (METI 24(2)): nothing is issued that nobody applied for and another person approved. */
export const applicationRoutes: FastifyPluginAsyncTypebox<ActDeps & HashingDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sign-in-applications',
    {
      config: { action: 'account-applications.read', clause },
      schema: {
        summary: '識別コードの申請（承認する権限のない人には、自分の申請だけ）',
        querystring: Type.Object({ ...ListQuery, state: Type.Optional(State) }, strict),
        response: { 200: NamedPageOf(Application) },
      },
    },
    async (request) => {
      const viewer = principalOf(request);
      const appliedBy = reaches(viewer, 'accounts.read', null) ? undefined : ownerOf(viewer);
      const { items, next } = await listApplications(db, { ...request.query, appliedBy });
      const people = items.flatMap((one) => [one.personId, one.appliedBy, one.decidedBy]);
      return { items: items.map(told), next, names: await namesShownTo(viewer, db, people) };
    },
  );

  app.post(
    '/sign-in-applications',
    {
      config: apply,
      schema: {
        summary: '人の識別コードを申請する（別の人が承認するまで、発行されない）',
        description:
          'organisation は、その人の所属又は契約の所管課室です。課室の責任者は、自分の課室の人のものを申請します。',
        body: Type.Object({ loginId: LoginId, person: Uuid, organisation: Uuid, ground: Ground }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { person: personId, organisation: organisationId, ...named } = request.body;
      const draft = { ...named, personId, organisationId };
      return sendResult(request, reply, await applyForAccount(deps, actContextOf(request), draft), 201);
    },
  );

  app.post(
    '/sign-in-applications/:application/approve',
    {
      config: decide,
      schema: {
        summary:
          '識別コードの申請を承認する（申請した人、受ける人、7日のうちに役割を与え合った人にはできない）',
        params: Params,
        body: NoBody,
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { application } = request.params;
      const step = { step: 'approve' } as const;
      return sendResult(
        request,
        reply,
        await takeApplicationStep(deps, actContextOf(request), application, step),
      );
    },
  );

  for (const step of ['reject', 'withdraw'] as const) {
    app.post(
      `/sign-in-applications/:application/${step}`,
      {
        config: step === 'reject' ? decide : apply,
        schema: { summary: summaries[step], params: Params, body: Reason, response: { 200: Stepped } },
      },
      async (request, reply) => {
        const { application } = request.params;
        const taken = { step, reason: request.body.reason };
        return sendResult(
          request,
          reply,
          await takeApplicationStep(deps, actContextOf(request), application, taken),
        );
      },
    );
  }

  app.post(
    '/sign-in-accounts',
    {
      config: { action: 'accounts.change', clause },
      schema: {
        summary: '承認された申請の識別コードを、一度だけのパスワードとともに発行する（自分にはできない）',
        description: '承認から30日のうちの申請がなければ発行できません（422、409）。',
        body: Type.Object({ application: Type.Optional(Uuid) }, strict),
        response: { 200: Issued },
      },
    },
    async (request, reply) => {
      const { application } = request.body;
      return sendResult(
        request,
        reply,
        issuedTold(await issueByApplication(deps, actContextOf(request), application)),
      );
    },
  );
};

const summaries = {
  reject: '識別コードの申請を承認しない',
  withdraw: '識別コードの申請を取り下げる（発行されるまで）',
} as const;

/** Whose applications somebody sees who does not see all; a machine applies for nothing. */
function ownerOf({ actor }: Principal): string {
  return actor.type === 'person' ? actor.id : nobody;
}

function told(application: ApplicationRow) {
  const { applicationId: id, personId: person, organisationId: organisation } = application;
  const { loginId, ground, state, appliedBy, appliedAt, decidedBy, decidedAt } = application;
  const until = approvalUntil(application);
  return {
    ...{ id, loginId, person, organisation, ground, state, appliedBy, decidedBy },
    groundSays: applicationGrounds[ground],
    stateSays: applicationStateNames[state],
    appliedAt: instantText(appliedAt),
    decidedAt: decidedAt && instantText(decidedAt),
    issueUntil: until && instantText(until),
  };
}
