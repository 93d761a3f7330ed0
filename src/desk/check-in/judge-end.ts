import type { FieldError, Refusal } from '../../kernel/problem.ts';
import type { EndOrigin } from '../../visitors/registry/end-origin.ts';

/** From where it is known that visitors have left, and when. */
export type EndTold = {
  readonly origin: EndOrigin;
  readonly at?: Date | undefined;
  /** Of an end that nobody can tell: when and where the members were seen last. */
  readonly lastSeen?: { readonly at?: string; readonly words: string } | undefined;
  readonly reason?: string | undefined;
};

/** At the desk it is now; a read says it itself; nobody knows an unknown one. */
const tellsItself: readonly EndOrigin[] = ['desk', 'read', 'unknown'];

/** Why an end cannot be recorded so. Nothing fills a time in: whoever knows it from elsewhere says it, and of an unknown one says why. */
export function judgeEnd(
  { origin, at, lastSeen, reason }: EndTold,
  members: readonly { readonly read?: number }[],
  now: Date,
): Refusal | undefined {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({ at: `/${field}`, message });
  if (tellsItself.includes(origin)) {
    if (at !== undefined) wrong('at', 'この根拠では時刻を指定できません。');
  } else if (at === undefined) wrong('at', '退出の時刻を指定してください。');
  else if (at > now) wrong('at', '現在より前の時刻を指定してください。');
  if (origin === 'unknown') {
    if (reason === undefined) wrong('reason', '退出時刻不明とする理由を書いてください。');
    if (lastSeen === undefined) wrong('lastSeen', '最後に確かめられた所と時を書いてください。');
    else if (lastSeen.at !== undefined && new Date(lastSeen.at) > now)
      wrong('lastSeen/at', 'まだ来ていない時刻に確かめたとは書けません。');
  } else if (lastSeen !== undefined) wrong('lastSeen', '退出時刻不明のときだけ書いてください。');
  for (const [index, { read }] of members.entries()) {
    if (origin === 'read' && read === undefined) {
      wrong(`members/${index}/read`, '退出の通行の記録の番号を指定してください。');
    }
    if (origin !== 'read' && read !== undefined) {
      wrong(`members/${index}/read`, '根拠が通行の記録のときだけ指定してください。');
    }
  }
  return errors.length === 0 ? undefined : { code: 'unprocessable', errors };
}
