import { authorization } from '../../authority/authorization.ts';
import type { Role } from '../../authority/roles.ts';
import { visitActs } from '../../visitors/steps/visit-steps.ts';

const desk = authorization['visits.desk'].roles;
const keys = authorization['keys.lend'].roles;
const extend = visitActs.extend.by;
/** What its state leaves open (`stepsOfLine`). */
const ofPass = {};

/**
 * What is left to be seen to when the desk closes: a condition by date and state, its line in the closing list, what is done
 * about it, and who may take each step. None is an alarm, and none ends by itself.
 */
export const closingConditions = {
  'no-show': {
    says: '来庁なし',
    act: '訪問相手に確かめ、来るなら時間を延ばし、来なければそのことを記録する。',
    steps: { extend, miss: desk },
  },
  overdue: {
    says: '予定時刻超過',
    act: '訪問相手に確かめ、延長するか、退出を手続する。',
    steps: { extend, 'check-out': desk },
  },
  'inside-at-closing': {
    says: '受付終了時に在庁中',
    act: '訪問相手に確かめ、夜間の守衛に引き継ぐ。',
    steps: { extend, 'check-out': desk },
  },
  'past-midnight': {
    says: '日をまたいで在庁中',
    act: '訪問相手が延長するか、退出を手続する。だれにも分からなければ退出時刻不明とする。',
    steps: { extend, 'check-out': desk },
  },
  'out-too-long': {
    says: '外出から戻らない',
    act: '訪問相手に確かめ、戻るなら時間を延ばし、戻らなければ退出を手続する。',
    steps: { extend, 'check-out': desk },
  },
  'pass-not-returned': {
    says: '通行証の未返却',
    act: '訪問相手に電話し、戻らなければ通行証を止める。',
    steps: ofPass,
  },
  'pass-still-away': {
    says: '通行証の未返却（停止済み）',
    act: '訪問相手に電話し、返してもらう。',
    steps: ofPass,
  },
  'thing-kept': {
    says: '預り品',
    act: '持ち主に返す。',
    steps: { 'hand-back': authorization['kept-things.change'].roles },
  },
  'key-not-returned': {
    says: '鍵の未返却',
    act: '借りた人に電話し、返してもらう。なければ紛失を記録し、錠をどうするかを区域の責任者に聞く。',
    steps: { return: keys, lose: keys },
  },
  'key-holder-gone': {
    says: '離任・異動した人の鍵',
    act: '持っている人（離任し、停止され、契約が終わり、又は許可がなくなった）に返してもらうか、ほかの人への引継ぎを判定する。なければ紛失を記録し、錠をどうするかを区域の責任者に聞く。',
    steps: { return: keys, transfer: keys, lose: keys },
  },
} as const satisfies Readonly<
  Record<
    string,
    { readonly says: string; readonly act: string; readonly steps: Readonly<Record<string, readonly Role[]>> }
  >
>;

/** Why something stands in the closing list. */
export type ClosingCondition = keyof typeof closingConditions;

export function isClosingCondition(text: string): text is ClosingCondition {
  return Object.hasOwn(closingConditions, text);
}

export const closingConditionNames: readonly ClosingCondition[] =
  Object.keys(closingConditions).filter(isClosingCondition);
