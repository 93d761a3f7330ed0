import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { largestList, listFields, listTextOf } from '../../api/list-text-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Created,
  End,
  ListQuery,
  Name,
  Nullable,
  PageOf,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { accreditedUntil } from '../accreditation/accredited-until.ts';
import { pressSorts, pressSortWords } from '../accreditation/press-sort.ts';
import { Closes, commonFields, Day, destinationFields, TimeOfDay } from '../planning/draft-schemas.ts';
import type { PlanningDeps } from '../planning/plan-visits.ts';
import { concernsVisit, isVisitSeen } from '../registry/is-visit-seen.ts';
import { pressEventSorts } from '../registry/press-event.ts';
import { loadVisits } from '../registry/visit-rows.ts';
import { loadVisitViewer } from '../review/load-visit-viewer.ts';
import { notThere } from '../shown/show-visit.ts';
import type { PressLine } from './judge-press-lines.ts';
import { listRegistrations, type RegisteredPerson } from './list-registrations.ts';
import { mostPressLines, parsePressList } from './parse-press-list.ts';
import { planPressEvent } from './plan-press-event.ts';
import { registerPress } from './register-press.ts';

const VisitParams = Type.Object({ site: Uuid, visit: Uuid }, strict);
const { purpose, purposeWords, language } = commonFields;

const EventBody = Type.Object(
  {
    sort: Choice(pressEventSorts),
    ...destinationFields,
    purpose,
    purposeWords,
    language,
    day: Day,
    startsAt: TimeOfDay,
    endsAt: TimeOfDay,
    closes: Closes,
  },
  { ...strict, title: 'PressEventDraft' },
);

const Line = Type.Union(
  [
    Type.Object({ person: Uuid }, strict),
    Type.Object(
      { organisation: Name, name: Name },
      { ...strict, description: '報道機関の名と氏名。表記の違いは問わない' },
    ),
  ],
  { title: 'PressLine' },
);

const RegistrationBody = Type.Object(
  {
    lines: Type.Optional(Type.Array(Line, { minItems: 1, maxItems: mostPressLines })),
    ...listFields,
  },
  { ...strict, title: 'PressRegistrationDraft' },
);

const Registered = Type.Object(
  {
    seq: Type.Integer(),
    members: Type.Array(Type.Object({ member: Uuid, person: Uuid })),
  },
  { title: 'PressRegistered' },
);

const Registration = Type.Object(
  {
    member: Uuid,
    person: Uuid,
    organisation: Uuid,
    organisationName: Type.String(),
    name: Nullable(Type.String()),
    sort: Choice(pressSorts),
    sortName: Type.String(),
    accredited: Type.Boolean({ description: '本人と報道機関の登録がどちらも有効' }),
    until: Nullable(End),
  },
  { title: 'PressRegistration' },
);

/** 取材の行事: planned as a visit, and the accredited persons who are registered for it. */
export const pressEventRoutes: FastifyPluginAsyncTypebox<PlanningDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/sites/:site/press-events',
    {
      config: { action: 'visits.plan' },
      schema: {
        summary: '取材の行事（会見・説明会・ぶら下がり）を予定する',
        description:
          '行事は一つの訪問になります。来る人は、締切り（closes）までに、報道の登録のある人だけを登録します。締切りの後に来る人は飛込みです。',
        params: SiteParams,
        body: EventBody,
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { sort, closes, host, place, zones, escorts, ...said } = request.body;
      const { startsAt, endsAt } = said;
      const planned = await planPressEvent(deps, actContextOf(request), request.params.site, {
        destinations: [
          { hostId: host, place: place ?? null, zoneIds: zones, escortIds: escorts ?? [], members: [] },
        ],
        purpose: said.purpose,
        purposeWords: said.purposeWords ?? null,
        language: said.language ?? 'ja',
        perEscort: null,
        day: said.day,
        hours: { startsAt, endsAt },
        press: { sort, closes },
      });
      return sendResult(request, reply, planned, 201);
    },
  );

  app.post(
    '/sites/:site/visits/:visit/press-registrations',
    {
      bodyLimit: largestList.bytes,
      config: { action: 'visits.plan', body: largestList },
      schema: {
        summary: '取材の行事に、報道の登録のある人を登録する（一行でも誤りがあれば、だれも登録しない）',
        description:
          '行（lines）か、「報道機関」と「氏名」の列のある表（text か file）の、どれか一つで示します。表の誤りは、表の行ごと（/lines/行番号）に答えます。',
        params: VisitParams,
        body: RegistrationBody,
        response: { 201: Registered },
      },
    },
    async (request, reply) => {
      const { site, visit } = request.params;
      const lines = linesOf(request.body);
      if (!lines.ok) return sendProblem(request, reply, lines.refusal);
      const event = { siteId: site, visitId: visit };
      const registered = await registerPress(deps, actContextOf(request), event, lines.value);
      return sendResult(request, reply, registered, 201);
    },
  );

  app.get(
    '/sites/:site/visits/:visit/press-registrations',
    {
      config: { action: 'visits.read' },
      schema: {
        summary: '取材の行事に登録した人の一覧（登録が今も有効か）',
        params: VisitParams,
        querystring: Type.Object(ListQuery, strict),
        response: { 200: PageOf(Registration) },
      },
    },
    async (request, reply) => {
      const { site, visit } = request.params;
      const viewer = principalOf(request);
      const [whole] = await loadVisits(db, site, [visit]);
      const now = deps.clock.now();
      const looking = await loadVisitViewer(db, viewer, site, now);
      if (whole === undefined || !isVisitSeen(whole, looking)) {
        return sendProblem(request, reply, notThere);
      }
      const named = concernsVisit(whole, looking) || isTold(viewer, 'person', site);
      const { items, next } = await listRegistrations(db, site, visit, request.query);
      return reply.send({ items: items.map((one) => registrationBody(one, named, now)), next });
    },
  );
};

function registrationBody({ memberId, person, organisation }: RegisteredPerson, named: boolean, now: Date) {
  const until = accreditedUntil([organisation, person]);
  return {
    member: memberId,
    person: person.pressPersonId,
    organisation: organisation.pressOrganisationId,
    organisationName: organisation.name,
    name: named ? person.name : null,
    sort: person.sort,
    sortName: pressSortWords[person.sort],
    accredited: until !== undefined && until > now,
    until: until?.toISOString() ?? null,
  };
}

/** Who is to be registered, by lines or by a table. */
function linesOf({ lines, ...list }: Static<typeof RegistrationBody>): Result<readonly PressLine[], Refusal> {
  const isList = list.text !== undefined || list.file !== undefined;
  if (lines !== undefined && !isList) return ok(lines);
  if (lines !== undefined) {
    const message = '行（lines）か表（text か file）の、どちらか一つを送ってください';
    return refuse({ code: 'bad-request', errors: [{ at: '/lines', message }] });
  }
  const text = listTextOf(list);
  if (!text.ok) return text;
  const parsed = parsePressList(text.value);
  return parsed.ok ? parsed : refuse({ code: 'unprocessable', errors: parsed.refusal });
}
