import type { FieldError } from '../../kernel/problem.ts';
import type { Proposal } from '../regulation/proposal.ts';
import type { NotificationAnswer } from './determination-change.ts';
import { saysNotification } from './judge-notification.ts';

/**
 * What is wrong with the answers to whether one may begin before anyone answers: each chosen proposal that says 届出 is asked by itself, and
 * answered once. Errors point into the body of the adoption.
 */
export function judgeNotificationAnswers(
  chosen: readonly Proposal[],
  answers: readonly NotificationAnswer[],
): readonly FieldError[] {
  const asked = chosen.filter(({ value, clauses = null }) => saysNotification({ value, clauses }));
  const needless = answers.flatMap((answer, index) => {
    const at = `/notifications/${index}`;
    if (!asked.some((proposal) => isAbout(answer, proposal))) return [{ at, message: notAsked }];
    const first = answers.findIndex((other) => other.row === answer.row && other.class === answer.class);
    return first < index ? [{ at, message: answeredTwice }] : [];
  });
  const unanswered = asked
    .filter((proposal) => answerTo(proposal, answers) === undefined)
    .map(({ row, zoneClass }) => ({ at: '/notifications', message: unansweredOf(row, zoneClass) }));
  return [...needless, ...unanswered];
}

/** The answer to whether one may begin before anyone answers, of one proposal; undefined where none was given. */
export function answerTo(
  proposal: Pick<Proposal, 'row' | 'zoneClass'>,
  answers: readonly NotificationAnswer[],
): NotificationAnswer | undefined {
  return answers.find((answer) => isAbout(answer, proposal));
}

function isAbout(answer: NotificationAnswer, proposal: Pick<Proposal, 'row' | 'zoneClass'>): boolean {
  return answer.row === proposal.row && answer.class === proposal.zoneClass;
}

const notAsked = '採択する案のうちに、この行とクラスの届出はありません。';
const answeredTwice = '同じ行とクラスには、もう答えがあります。';
const unansweredOf = (row: string, zoneClass: number) =>
  `${row} のクラス${zoneClass}は届出です。届け出た人が、だれかが答える前に始めてよければ beginsBeforeAnswer を true、答えを待って始めるのであれば false（許可として採択します）と書いてください。`;
