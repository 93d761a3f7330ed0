import { Type } from 'typebox';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { Choice, Instant, instantText, Nullable, Uuid } from '../../api/schemas.ts';
import type { Action } from '../../authority/authorization.ts';
import { loanBases } from '../../people/loans/tables.ts';
import { judgeLending } from './judge-lending.ts';
import { judgePassStep } from './judge-pass-step.ts';
import type { ListedPass } from './list-passes.ts';
import { type PassState, type PassStep, passStateNames } from './pass-lifecycle.ts';

const passStates = [
  'in-stock',
  'lent',
  'missing',
  'lost',
  'kept',
  'withdrawn',
] as const satisfies PassState[];

export const PassStateName = Choice(passStates, { title: 'PassState' });
export const PassBasis = Choice(loanBases, { title: 'PassBasis' });
export const Pass = Type.Object(
  {
    id: Uuid,
    numeral: Type.String(),
    basis: PassBasis,
    highestClass: Type.Integer(),
    card: Nullable(Uuid),
    state: PassStateName,
    says: Type.String(),
    usable: Type.Boolean({ description: '今、貸し出せる（在庫にあり、カードは停止されていない）' }),
    stateReason: Nullable(Type.String(), { description: '人の氏名を示される役割の者にだけ示す' }),
    holder: Nullable(Uuid),
    lentAt: Nullable(Instant),
    dueAt: Nullable(Instant),
    overdue: Type.Boolean(),
    may: Type.Array(OpenStep),
  },
  { title: 'Pass' },
);

const passSteps = [
  'lend',
  'take-back',
  'miss',
  'report-lost',
  'keep',
  'restore',
  'withdraw',
] as const satisfies PassStep[];

/** By which action of the authorization table each step is taken. */
export const passActions = {
  lend: 'passes.lend',
  'take-back': 'passes.lend',
  miss: 'passes.stop',
  'report-lost': 'passes.stop',
  keep: 'passes.stop',
  restore: 'passes.stop',
  withdraw: 'passes.change',
} as const satisfies Record<PassStep, Action>;

/** What may be done next with a pass, and by whom. */
export function passStepsOpen({ pass, card }: ListedPass, now: Date): ReturnType<typeof openSteps> {
  const facts = { pass, card: card ?? undefined, now };
  const open = passSteps.filter((step) => judgePassStep(facts, step) === undefined);
  return openSteps(Object.fromEntries(open.map((step) => [step, step])), passActions);
}

/** A pass as it is shown; `named`: with the words of a reason, which may name persons. */
export function passBody({ pass, card }: ListedPass, named: boolean, now: Date) {
  const { passId, numeral, basis, highestClass, cardId, state, holderId, lentAt, dueAt } = pass;
  const held = { held: undefined, basis, upToClass: undefined };
  const usable = judgeLending({ pass, card: card ?? undefined, ...held, now }) === undefined;
  return {
    id: passId,
    numeral,
    basis,
    highestClass,
    card: cardId,
    state,
    says: state === 'in-stock' && !usable ? '在庫（カード停止中）' : passStateNames[state],
    usable,
    stateReason: named ? pass.stateReason : null,
    holder: holderId,
    lentAt: lentAt === null ? null : instantText(lentAt),
    dueAt: dueAt === null ? null : instantText(dueAt),
    overdue: state === 'lent' && dueAt !== null && dueAt <= now,
    may: passStepsOpen({ pass, card }, now),
  };
}
