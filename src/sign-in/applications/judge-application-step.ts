import type { Actor } from '../../kernel/actor.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { Refusal } from '../../kernel/problem.ts';
import {
  type ApplicationStep,
  applicationStateAfter,
  applicationStateNames,
} from './application-lifecycle.ts';
import type { ApplicationRow } from './application-rows.ts';

/** What a step on an application is weighed with. */
export type ApplicationFacts = {
  readonly application: Pick<
    ApplicationRow,
    'state' | 'personId' | 'appliedBy' | 'appliedWith' | 'decidedAt'
  >;
  readonly step: ApplicationStep;
  readonly actor: Actor;
  /** The token or session by which they take it. */
  readonly actsWith: string;
  /** Whoever acts and whoever applied gave one another a role in the last 7 days. */
  readonly bound: boolean;
  /** Whoever acts may approve applications. */
  readonly decides: boolean;
  readonly now: Date;
};

/** So long a login id may be issued by an approval; after that the person may have moved on. */
const approvalLastsMs = 30 * dayMs;

/** From when on nothing is issued by an approval; null where none was given. */
export function approvalUntil({ state, decidedAt }: ApplicationFacts['application']): Date | null {
  return state === 'approved' && decidedAt !== null ? new Date(decidedAt.getTime() + approvalLastsMs) : null;
}

/** Why a step may not be taken: one applies, and another approves (I8), by another token or session. */
export function judgeApplicationStep({
  application,
  step,
  actor,
  actsWith,
  bound,
  decides,
  now,
}: ApplicationFacts): Refusal | undefined {
  const { state, personId, appliedBy, appliedWith } = application;
  if (applicationStateAfter(state, step) === undefined) {
    return {
      code: 'conflict',
      detail: `この申請は「${applicationStateNames[state]}」のため、この操作はできません。現在の状態を確かめてください。`,
    };
  }
  const until = approvalUntil(application);
  if (step === 'issue')
    return until !== null && until > now ? undefined : { code: 'conflict', detail: runOut };
  if (step === 'withdraw') {
    return decides || actor.id === appliedBy ? undefined : { code: 'forbidden', detail: notTheirs };
  }
  if (actor.type !== 'person') return { code: 'forbidden', detail: noMachine };
  if (step === 'reject') return undefined;
  if (actor.id === personId) return { code: 'self-approval', detail: ofOneself };
  const isOne = actor.id === appliedBy || actsWith === appliedWith || bound;
  return isOne ? { code: 'self-approval', detail: notTwo } : undefined;
}

const runOut = 'この承認は30日を過ぎました。必要なら、あらためて申請してください。';
const notTheirs = '申請を取り下げられるのは、申請した人と、承認する権限をもつ人です。';
const noMachine = '申請の承認は人が行うものです。承認する権限をもつ人が、自分のもので行ってください。';
const ofOneself = '自分に発行される識別コードは承認できません。ほかの権限者が承認してください。';
const notTwo =
  '申請した本人と、その人とこの7日のうちに役割を与え、又は受けた人は、承認できません。申請したときと同じサインインでもできません。ほかの権限者が承認してください。';
