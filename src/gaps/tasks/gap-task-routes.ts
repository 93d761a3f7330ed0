import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  Described,
  ListQuery,
  NamedPageOf,
  Nullable,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { holdsRole, type Principal } from '../../authority/principal.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import { databaseOf } from '../../db/pool.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { rowIds } from '../../zones/regulation/row-ids.ts';
import { assignGap, type GapTaskDeps } from './assign-gap.ts';
import { endGapTask } from './end-gap-task.ts';
import { findVacant, type VacancyDeps } from './find-vacant.ts';
import { gapTaskLifecycle, gapTaskStateNames, gapTaskStates } from './gap-task-lifecycle.ts';
import { type GapTaskRow, listGapTasks, type Whose } from './gap-task-rows.ts';
import { reassignGap } from './reassign-gap.ts';
import { risesAt, superiorRoles } from './superior.ts';

const clause = '別表1・2';
const TaskParams = Type.Object({ site: Uuid, task: Uuid }, strict);

const taskFields = {
  zone: Code,
  row: Choice(rowIds),
  assignee: Described(Uuid, '対応する行政事務従事者'),
  what: Described(Words, 'すること'),
  dueOn: Type.String({ format: 'date', description: '期限の日。この日を含む' }),
};

const GapTaskBody = Type.Object(
  {
    id: Uuid,
    ...taskFields,
    title: Type.String(),
    assignedBy: Uuid,
    state: Choice(gapTaskStates),
    says: Type.String(),
    overdue: Type.Boolean({ description: '期限の日を過ぎて、まだ対応中' }),
    vacant: Type.Boolean({ description: '対応する人が離任し、停止され、又は役割を失っている' }),
    risesTo: Choice(superiorRoles, { description: '対応されないときに、対応を求められる責任者' }),
    risen: Type.Boolean({
      description:
        '期限から3日を過ぎても対応されないか、対応する人がいないため、risesTo の責任者の仕事でもある',
    }),
    outcome: Nullable(Type.String()),
    may: Type.Array(OpenStep),
  },
  { title: 'GapTask' },
);

const steps = [
  { step: 'finish', action: 'gap-tasks.finish', summary: '不足に対応したことを記録する' },
  { step: 'withdraw', action: 'gap-tasks.assign', summary: '不足への対応を取り下げる' },
] as const;

/** 不足への対応: what a report found, given to somebody by name with a day. */
export const gapTaskRoutes: FastifyPluginAsyncTypebox<GapTaskDeps & VacancyDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/gap-tasks',
    {
      config: { action: 'gap-tasks.read', clause },
      schema: {
        summary: '不足への対応（だれが、いつまでに）',
        description: '責任者には自分の区域のもの、ほかの人には自分のものを返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            zone: Type.Optional(Code),
            state: Type.Optional(Choice(gapTaskStates)),
            assignee: Type.Optional(Uuid),
            overdue: Type.Optional(Type.Boolean()),
            mine: Type.Optional(Type.Boolean({ description: '自分の仕事だけ' })),
          },
          strict,
        ),
        response: { 200: NamedPageOf(GapTaskBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const principal = principalOf(request);
      const now = deps.clock.now();
      const hidden = await loadHiddenFrom({ db, client: deps.pool, now }, principal, site);
      const seen = recordsSeen(principal, site, 'gap-tasks.read');
      const vacant = await findVacant(deps, site, now);
      const { mine, ...query } = request.query;
      const whose = mine === true ? whoseTasks(principal, site, vacant) : undefined;
      const { items, next } = await listGapTasks(db, site, { ...query, whose, hidden }, seen, now);
      const people = items.flatMap(({ assigneeId, assignedBy }) => [assigneeId, assignedBy]);
      return {
        items: items.map((task) => gapTaskBody(task, deps.policy.rows[task.row].title, { vacant, now })),
        next,
        names: await namesShownTo(principal, db, people),
      };
    },
  );

  app.post(
    '/sites/:site/gap-tasks',
    {
      config: { action: 'gap-tasks.assign', clause },
      schema: {
        summary: '不足への対応を、人と期限を決めて指示する',
        description:
          '不足報告で不足・方針未決定・例外措置中の行だけです。期限を過ぎれば警報が上がり、3日のうちに対応されなければ上位の責任者の仕事になります。',
        params: SiteParams,
        body: Type.Object(taskFields, { ...strict, title: 'GapTaskDraft' }),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const result = await assignGap(deps, actContextOf(request), request.params.site, request.body);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/gap-tasks/:task/reassign',
    {
      config: { action: 'gap-tasks.assign', clause },
      schema: {
        summary: '不足への対応を、ほかの人に引き継ぐ（離任・異動のとき）',
        params: TaskParams,
        body: Type.Object(
          { assignee: taskFields.assignee, dueOn: taskFields.dueOn, reason: Words },
          { ...strict, title: 'GapTaskReassignment' },
        ),
        response: { 200: Stepped },
      },
    },
    async (request, reply) => {
      const { site: siteId, task: taskId } = request.params;
      const of = { siteId, taskId };
      return sendResult(request, reply, await reassignGap(deps, actContextOf(request), of, request.body));
    },
  );

  for (const { step, action, summary } of steps) {
    app.post(
      `/sites/:site/gap-tasks/:task/${step}`,
      {
        config: { action, clause },
        schema: {
          summary,
          params: TaskParams,
          body: Type.Object({ outcome: Words }, { ...strict, title: 'GapTaskOutcome' }),
          response: { 200: Stepped },
        },
      },
      async (request, reply) => {
        const { site: siteId, task: taskId } = request.params;
        const of = { siteId, taskId };
        const ended = await endGapTask(deps, actContextOf(request), of, step, request.body.outcome);
        return sendResult(request, reply, ended);
      },
    );
  }
};

/** What is whoever asks's: a superior of those roles that they hold at the site. */
function whoseTasks(principal: Principal, siteId: string, vacant: ReadonlySet<string>): Whose {
  const roles = superiorRoles.filter((role) => holdsRole(principal, role, { siteId }));
  return { person: principal.actor.id, roles, vacant };
}

const stepActions = {
  reassign: 'gap-tasks.assign',
  finish: 'gap-tasks.finish',
  withdraw: 'gap-tasks.assign',
} as const;

function gapTaskBody(
  { taskId: id, zoneId: zone, row, assigneeId: assignee, assignedBy, what, dueOn, ...task }: GapTaskRow,
  title: string,
  { vacant, now }: { readonly vacant: ReadonlySet<string>; readonly now: Date },
): Static<typeof GapTaskBody> {
  const { state, dueAt, risesTo, outcome } = task;
  const isOpen = state === 'open';
  const isVacant = isOpen && vacant.has(assignee);
  return {
    ...{ id, zone, row, title, assignee, assignedBy, what, dueOn, state, outcome },
    says: gapTaskStateNames[state],
    overdue: isOpen && dueAt <= now,
    vacant: isVacant,
    risesTo,
    risen: isVacant || (isOpen && risesAt(dueAt) <= now),
    may: openSteps(gapTaskLifecycle[state], stepActions),
  };
}
