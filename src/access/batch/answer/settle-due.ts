import { systemActor } from '../../../kernel/actor.ts';
import { parseDeadlineRef } from '../../../log/entry/deadline-ref.ts';
import type { Effect } from '../../../log/entry/effects.ts';
import type { EntryDraft } from '../../../log/entry/entry.ts';
import type { EntryKind } from '../../../log/entry/entry-kinds.ts';
import type { Subject } from '../../../log/entry/subject.ts';
import { subjectOfAlarm } from '../../../log/entry/subject-of-alarm.ts';
import { silentAfterMs } from '../../../zones/plan/site-plan.ts';
import type { Deadline, DeadlineKind } from '../../state/deadline.ts';
import { forgetPlaces } from '../../state/forget-places.ts';
import { nextPresenceReset } from '../../state/next-presence-reset.ts';
import { passageNotTaken } from '../../state/passage-not-taken.ts';
import type { CustodyTold } from '../batch-facts.ts';
import type { DraftLog } from './draft/draft-log.ts';
import { endWait } from './draft/end-wait.ts';
import { custodyOfMoved } from './escorts/custody-of-moved.ts';
import { mendedOn } from './escorts/mended-on.ts';
import { type PartedAgainst, settleParted } from './escorts/settle-parted.ts';
import type { NumbersSeen } from './gateways/numbers-seen.ts';
import { settleGap } from './gateways/settle-gap.ts';

type Settle = (log: DraftLog, deadline: Deadline, against: SettledAgainst) => void;

/** What deadlines are settled against, beside the state of the site. */
type SettledAgainst = PartedAgainst & {
  readonly custodyTold: readonly CustodyTold[];
  readonly numbers: NumbersSeen;
  readonly listeningSince: Date;
};

/** Deadlines of a site, by what fell due; the entry carries the due time as `at` and when it was recorded. */
const settlements = {
  'passage-not-taken'(log, { ref: person, dueAt }, { rules, custodyTold }) {
    const pending = log.state.presence.get(person)?.pending;
    if (pending === undefined) return;
    const effects = passageNotTaken({ person, door: pending.door, until: dueAt }, pending);
    if (effects.length === 0) return;
    const { door, from, to } = pending;
    settle(log, 'passage-not-taken', dueAt, { person, door, from, to }, [
      ...effects,
      ...custodyOfMoved(
        log.state,
        effects,
        rules,
        log.now,
        mendedOn(custodyTold, log.placed, { person, door, to }),
      ),
    ]);
  },
  'wait-over'(log, { ref: person, dueAt }) {
    const wait = log.state.waits.get(person);
    if (wait !== undefined && wait.until.getTime() === dueAt.getTime())
      endWait(log, person, wait, { at: dueAt });
  },
  'custody-broken': settleParted,
  'presence-reset'(log, { kind, ref, dueAt }, { rules }) {
    const next = nextPresenceReset(rules.plan.site, log.now);
    if (next === undefined) return;
    log.deadlines.push({ kind, ref, dueAt: next });
    const effects = forgetPlaces(log.state);
    if (effects.length > 0) settle(log, 'presence-reset', dueAt, {}, effects);
  },
  'crew-names-missing'(log, { ref: group, dueAt }) {
    const crew = log.state.groups.get(group);
    if (crew?.namesDue?.getTime() !== dueAt.getTime()) return;
    const [door] = crew.doors;
    const at = { ...(door === undefined ? {} : { door }) };
    settle(
      log,
      'crew-names-missing',
      dueAt,
      { ...at, ...(crew.zone === null ? {} : { to: crew.zone }) },
      [{ type: 'alarm', kind: 'crew-names-missing', active: true, ...at }],
      { group },
    );
  },
  'visitor-hours'(log, { ref: member, dueAt }, { rules }) {
    const zone = log.state.presence.get(member)?.zone ?? undefined;
    // Gone, and the desk has yet to say so: a line of its list, and no alarm.
    if (rules.plan.desks?.some(({ outside }) => outside === zone)) return;
    settle(
      log,
      'visitor-past-hours',
      dueAt,
      zone === undefined ? { person: member } : { person: member, to: zone },
      [{ type: 'alarm', kind: 'visitor-overdue', active: true, person: member }],
    );
  },
  'permit-overdue': (log, { ref: permit, dueAt }) => settle(log, 'permit-overdue', dueAt, { permit }, []),
  'permit-unreported': (log, { ref: permit, dueAt }) =>
    settle(log, 'permit-unreported', dueAt, { permit }, []),
  'permit-unlooked': (log, { ref: permit, dueAt }) => settle(log, 'permit-unlooked', dueAt, { permit }, []),
  'book-loan-overdue'(log, { ref, dueAt }) {
    const { book, number, borrower: person } = parseDeadlineRef('book-loan-overdue', ref);
    settle(log, 'book-loan-overdue', dueAt, { person }, [], { book, number: Number(number) });
  },
  'gap-task-overdue'(log, { ref, dueAt }) {
    const { task, assignee: person, zone: to } = parseDeadlineRef('gap-task-overdue', ref);
    const effects = [{ type: 'alarm', kind: 'gap-task-overdue', active: true, person }] as const;
    settle(log, 'gap-task-overdue', dueAt, { person, to }, effects, { task });
  },
  'gap-task-risen'(log, { ref, dueAt }) {
    const { task, assignee: person, zone: to, role } = parseDeadlineRef('gap-task-risen', ref);
    settle(log, 'gap-task-risen', dueAt, { person, to }, [], { task, role });
  },
  'key-overdue'(log, { ref, dueAt }) {
    const { key, holder: person, zone: to } = parseDeadlineRef('key-overdue', ref);
    const effects = [{ type: 'alarm', kind: 'key-not-returned', active: true, person }] as const;
    settle(log, 'key-overdue', dueAt, { person, to }, effects, { key });
  },
  /** Silence admits nobody: it only says that somebody else is to be called. */
  'second-contact'(log, { ref, dueAt }) {
    const { visit, destination } = parseDeadlineRef('second-contact', ref);
    settle(log, 'second-contact-due', dueAt, { visit, destination }, []);
  },
  'gateway-silent'(log, { kind, ref: gateway, dueAt }, { rules, listeningSince }) {
    const planned = rules.plan.gateways.find(({ id }) => id === gateway);
    if (planned === undefined) return;
    // What it said before went to nobody: it has its interval from then on.
    const listenedFor = log.now.getTime() - listeningSince.getTime();
    const patience = planned.silentAfterMs ?? silentAfterMs;
    if (listenedFor < patience) {
      log.deadlines.push({ kind, ref: gateway, dueAt: new Date(listeningSince.getTime() + patience) });
      return;
    }
    settle(log, 'gateway-silent', dueAt, { gateway }, [
      { type: 'gateway', gateway, condition: 'silent', on: true },
      { type: 'alarm', kind: 'gateway-silent', active: true, gateway },
    ]);
  },
  'alarm-unacknowledged'(log, { ref, dueAt }) {
    const alarm = log.state.alarms.get(ref);
    if (alarm?.state !== 'raised') return;
    const details = { alarm: ref, alarmKind: alarm.kind };
    const effects = [{ type: 'alarm-step', alarm: ref, step: 'escalate' }] as const;
    settle(log, 'alarm-escalated', dueAt, subjectOfAlarm(alarm), effects, details);
  },
  'gateway-gap': (log, deadline, { numbers }) => settleGap(log, deadline, numbers),
  /** It counts no more. */
  'unknown-read'() {},
} satisfies Record<DeadlineKind, Settle>;

/** Settles what is due, in the order it fell due, before anything is decided. */
export function settleDue(log: DraftLog, due: readonly Deadline[], against: SettledAgainst): void {
  for (const deadline of due) settlements[deadline.kind](log, deadline, against);
}

function settle(
  log: DraftLog,
  kind: EntryKind,
  at: Date,
  subject: Subject,
  effects: readonly Effect[],
  details: EntryDraft['details'] = {},
): void {
  log.record({ kind, at, actor: systemActor, subject, effects, details });
}
