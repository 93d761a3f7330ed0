import { describe, expect, it } from 'vitest';
import { type PermitState, permitStates } from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import {
  judgePermitTasks,
  type PermitTaskName,
  type TaskedPermit,
} from '../../../src/permits/tasks/judge-permit-tasks.ts';
import { judgeWhoseTask } from '../../../src/permits/tasks/judge-whose-task.ts';
import { aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

const asked = [{ row: 't2r22', outside: true }] as const;
const question = { asked, zones: [], circumstances: {}, unit: 'somu' } as const;
const days = (count: number) => count * 86_400_000;
const validFrom = aMoment;
const validUntil = new Date(aMoment.getTime() + days(5));
const reportDue = new Date(validUntil.getTime() + days(3));

const aPermit = (over: Partial<TaskedPermit> = {}): TaskedPermit => ({
  state: 'in-use',
  applicantId: 'engineer',
  organisationId: 'somu',
  rule: tellRule(question, aMoment, theLayers()),
  consents: [],
  validFrom,
  validUntil,
  reason: null,
  reportDue,
  reportedAt: null,
  afterwards: null,
  ...over,
});

/** The tasks of each state before its end, at its end, and once its report is due. */
const tasksOf: Readonly<Record<PermitState, readonly (readonly PermitTaskName[])[]>> = {
  requested: [['decide'], [], []],
  returned: [['resubmit'], [], []],
  approved: [[], [], ['unreported']],
  filed: [[], [], ['unreported']],
  'in-use': [[], ['overdue'], ['overdue', 'unreported']],
  closed: [[], [], ['unreported']],
  rejected: [[], [], []],
  withdrawn: [[], [], []],
  revoked: [[], [], ['unreported']],
};

const officers = { zone: null, unit: 'somu', anyOf: ['system-officer', 'section-officer'] };

describe('the tasks on a permit', () => {
  it.each(permitStates)('%s', (state) => {
    const at = [new Date(validUntil.getTime() - 1), validUntil, reportDue];
    const found = at.map((now) => judgePermitTasks(aPermit({ state }), now, []).map(({ is }) => is));
    expect(found).toEqual(tasksOf[state]);
  });

  it('are to apply for what was excepted first, and to look at it, whatever became of it', () => {
    const due = new Date(aMoment.getTime() + days(3));
    const approvers = { zone: null, unit: null, anyOf: ['exception-approver'] } as const;
    const tasks = (is: 'apply' | 'look', now: Date) =>
      permitStates.flatMap((state) => {
        const afterwards = { is, due: due.toISOString(), needs: is === 'apply' ? [] : [approvers] };
        return judgePermitTasks(aPermit({ state, reportDue: null, afterwards }), now, []).filter(
          (task) => task.is === is,
        );
      });
    for (const task of tasks('apply', aMoment)) {
      expect(task).toEqual({ is: 'apply', due, risen: false, persons: ['engineer'], roles: [] });
    }
    for (const task of tasks('look', aMoment)) expect(task.roles).toEqual([approvers]);
    expect(tasks('look', aMoment)).toHaveLength(permitStates.length);
    const [left] = tasks('apply', new Date(due.getTime() + days(3)));
    expect(left).toMatchObject({
      risen: true,
      roles: [{ anyOf: ['section-officer'] }, { anyOf: ['security-officer'] }],
    });
  });

  it('are of whoever applied and whoever answers for it, and rise to the heads of both after three days', () => {
    const [task] = judgePermitTasks(aPermit(), validUntil, []);
    expect(task).toEqual({
      is: 'overdue',
      due: validUntil,
      risen: false,
      persons: ['engineer'],
      roles: [officers],
    });
    const justBefore = new Date(validUntil.getTime() + days(3) - 1);
    expect(judgePermitTasks(aPermit(), justBefore, [])[0]?.risen).toBe(false);
    const [risen] = judgePermitTasks(aPermit(), reportDue, []);
    expect(risen).toMatchObject({ is: 'overdue', risen: true, persons: ['engineer'] });
    expect(risen?.roles).toEqual([
      officers,
      { zone: null, unit: 'somu', anyOf: ['section-officer'] },
      { zone: null, unit: null, anyOf: ['security-officer'] },
    ]);
  });

  it('to decide are of whoever has not consented yet, and of who determines where nobody has', () => {
    const given = { zone: null, unit: 'somu', anyOf: ['system-officer', 'section-officer'] } as const;
    const consents = [{ ...given, by: 'one', as: 'system-officer', at: aMoment.toISOString() }] as const;
    const waiting = aPermit({ state: 'requested' });
    expect(judgePermitTasks(waiting, aMoment, [])[0]?.roles).toEqual([officers]);
    expect(judgePermitTasks({ ...waiting, consents }, aMoment, [])[0]?.roles).toEqual([]);
    const photography = {
      ...question,
      asked: [{ row: 't2r14', part: 'image' }],
      zones: [aRuledZone()],
    } as const;
    const rule = tellRule(photography, aMoment, theLayers());
    expect(judgePermitTasks({ ...waiting, rule }, aMoment, [])[0]?.roles).toEqual([
      { zone: 'office', unit: null, anyOf: ['zone-officer'] },
      { zone: null, unit: null, anyOf: ['security-officer'] },
    ]);
  });

  it('are what the kind finds open: to give back whoever applied, to look whoever permitted and nobody it was for', () => {
    const open = [
      { is: 'unreturned', due: aMoment },
      { is: 'unreviewed', due: aMoment },
    ] as const;
    const closed = aPermit({ state: 'closed', reportDue: null });
    const [unreturned, unreviewed] = judgePermitTasks(closed, aMoment, open);
    if (unreturned === undefined || unreviewed === undefined) throw new Error('both are there');
    expect(unreturned).toMatchObject({
      due: aMoment,
      persons: ['engineer'],
      roles: [officers],
      risen: false,
    });
    expect(unreviewed).toMatchObject({ persons: [], roles: [officers] });
    const engineer = { id: 'engineer', parties: ['engineer'], holds: () => true, standsIn: () => false };
    expect(judgeWhoseTask(unreturned, engineer)).toBe(true);
    expect(judgeWhoseTask(unreviewed, engineer)).toBe(false);
    const later = new Date(aMoment.getTime() + days(3));
    expect(judgePermitTasks(closed, later, open).map(({ risen }) => risen)).toEqual([true, true]);
  });

  it('are those of somebody by name or by a role, but never to decide what is theirs', () => {
    const [decide] = judgePermitTasks(aPermit({ state: 'requested' }), aMoment, []);
    const [overdue] = judgePermitTasks(aPermit(), validUntil, []);
    if (decide === undefined || overdue === undefined) throw new Error('both are there');
    const holds = (role: string) => role === 'section-officer';
    const nothing = () => false;
    const parties = ['engineer', 'colleague'];
    expect(judgeWhoseTask(decide, { standsIn: () => false, id: 'head', parties, holds })).toBe(true);
    expect(judgeWhoseTask(decide, { standsIn: () => false, id: 'colleague', parties, holds })).toBe(false);
    expect(judgeWhoseTask(overdue, { standsIn: () => false, id: 'engineer', parties, holds: nothing })).toBe(
      true,
    );
    expect(judgeWhoseTask(overdue, { standsIn: () => false, id: 'colleague', parties, holds: nothing })).toBe(
      false,
    );
  });
});
