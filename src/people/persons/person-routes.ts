import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf, parseIfMatch } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, Created, ListQuery, Nullable, PageOf, Reason, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { employeeNumberPattern } from '../registry/canonical-employee-number.ts';
import { personKinds } from '../registry/person-lifecycle.ts';
import { findPerson, type PersonRow } from '../registry/person-rows.ts';
import { changePerson } from './change-person.ts';
import { listPersons } from './list-persons.ts';
import { registerPerson } from './register-person.ts';
import { type StopDeps, takePersonStep } from './take-person-step.ts';

const Person = Type.Object(
  {
    id: Uuid,
    kind: Type.String(),
    state: Type.String(),
    /** Why suspended or gone; null also for who does not answer for persons. */
    stateReason: Nullable(Type.String()),
    /** `erasedName` once erased. */
    name: Nullable(Type.String()),
    nameKana: Nullable(Type.String()),
    organisationId: Nullable(Uuid),
    affiliation: Nullable(Type.String()),
    contractId: Nullable(Uuid),
    employeeNumber: Nullable(Type.String()),
    extension: Nullable(Type.String()),
  },
  { title: 'Person' },
);

/** A person's name as typed; what is wrong with it is said by `judgePersonDraft`. */
const PersonName = Type.String({ minLength: 1, maxLength: 200 });
const PersonKind = Choice(personKinds, { title: 'PersonKind' });
const EmployeeNumber = Nullable(
  Type.String({
    pattern: employeeNumberPattern,
    description: '半角の大文字にそろえて扱う。0とハイフンも数える',
  }),
);
const PersonFields = {
  nameKana: Type.Optional(Nullable(PersonName)),
  organisationId: Type.Optional(Nullable(Uuid)),
  affiliation: Type.Optional(Nullable(PersonName)),
  contractId: Type.Optional(Nullable(Uuid)),
  employeeNumber: Type.Optional(EmployeeNumber),
  /** 内線 */
  extension: Type.Optional(Nullable(Type.String({ pattern: '^[0-9#*-]{1,20}$' }))),
};
const PersonState = Choice(['active', 'suspended', 'left'], { title: 'PersonState' });
const PersonStepped = Type.Object({ state: PersonState }, { title: 'PersonStepped' });
const PersonParams = Type.Object({ person: Uuid }, strict);

/** 人: staff and outsiders, by name as it was typed. */
export const personRoutes: FastifyPluginAsyncTypebox<StopDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/persons',
    {
      config: { action: 'persons.read' },
      schema: {
        summary: '人の一覧と検索',
        querystring: Type.Object(
          {
            ...ListQuery,
            q: Type.Optional(
              Type.String({ minLength: 1, maxLength: 200, description: '氏名・かなの一部、または職員番号' }),
            ),
            organisation: Type.Optional(Uuid),
            contract: Type.Optional(Uuid),
            kind: Type.Optional(PersonKind),
            state: Type.Optional(PersonState),
            twinned: Type.Optional(
              Type.Boolean({
                description: '移行の前に、文字の違いだけでほかの人と同じ職員番号が付いていた人',
              }),
            ),
          },
          strict,
        ),
        response: { 200: PageOf(Person) },
      },
    },
    async (request) => {
      const { items, next } = await listPersons(db, request.query);
      const viewer = principalOf(request);
      return { items: items.map((person) => personBody(person, viewer)), next };
    },
  );

  app.post(
    '/persons',
    {
      config: { action: 'persons.change', clause: '2.3.1.1(2)(a)(エ)' },
      schema: {
        summary: '人を登録する',
        body: Type.Object({ kind: PersonKind, name: PersonName, ...PersonFields }, strict),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { kind, name, ...rest } = request.body;
      const blank = {
        nameKana: null,
        organisationId: null,
        affiliation: null,
        contractId: null,
        employeeNumber: null,
      };
      const draft = { ...blank, ...rest, kind, name };
      return sendResult(request, reply, await registerPerson(deps, actContextOf(request), draft), 201);
    },
  );

  app.get(
    '/persons/:person',
    {
      config: { action: 'persons.read' },
      schema: { summary: '人を読む', params: PersonParams, response: { 200: Person } },
    },
    async (request, reply) => {
      const person = await findPerson(db, request.params.person);
      if (person === undefined) return sendProblem(request, reply, { code: 'not-found' });
      return reply.header('etag', etagOf(person.fromSeq)).send(personBody(person, principalOf(request)));
    },
  );

  app.patch(
    '/persons/:person',
    {
      config: { action: 'persons.change', clause: '2.3.1.1(2)(a)(オ)' },
      schema: {
        summary: '人を変更する（所属・氏名・契約の変更は継続的立入許可の見直しになる）',
        params: PersonParams,
        body: Type.Object(
          { name: Type.Optional(PersonName), ...PersonFields },
          { ...strict, minProperties: 1 },
        ),
        response: { 200: Person },
      },
    },
    async (request, reply) => {
      const ifMatch = parseIfMatch(request);
      if (!ifMatch.ok) return sendProblem(request, reply, ifMatch.refusal);
      const { person: id } = request.params;
      const changed = await changePerson(deps, actContextOf(request), id, ifMatch.value, request.body);
      if (!changed.ok) return sendProblem(request, reply, changed.refusal);
      const person = await findPerson(db, id);
      if (person === undefined) return sendProblem(request, reply, { code: 'not-found' });
      return reply.header('etag', etagOf(person.fromSeq)).send(personBody(person, principalOf(request)));
    },
  );

  for (const step of ['suspend', 'resume', 'leave'] as const) {
    app.post(
      `/persons/:person/${step}`,
      {
        config: { action: 'persons.change', clause: '2.3.1.1(2)(a)(オ)' },
        schema: {
          summary: summaries[step],
          params: PersonParams,
          body: Reason,
          response: { 200: PersonStepped },
        },
      },
      async (request, reply) => {
        const { person } = request.params;
        const { reason } = request.body;
        return sendResult(
          request,
          reply,
          await takePersonStep(deps, actContextOf(request), person, step, reason),
        );
      },
    );
  }
};

const summaries = {
  suspend: '人を直ちに停止する',
  resume: '人の停止を解除する',
  leave: '離任・退職を記録し、直ちに通行不可にする',
} as const;

/** A person as one who may look persons up is shown them. */
function personBody(person: PersonRow, viewer: Principal) {
  const { personId, kind, state, name, nameKana } = person;
  const stateReason = isTold(viewer, 'personnel') ? person.stateReason : null;
  const { organisationId, affiliation, contractId, employeeNumber, extension } = person;
  return {
    id: personId,
    kind,
    state,
    stateReason,
    name,
    nameKana,
    organisationId,
    affiliation,
    contractId,
    employeeNumber,
    extension,
  };
}
