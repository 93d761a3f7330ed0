import type { FieldError } from '../../kernel/problem.ts';
import type { ClauseFault } from '../regulation/judge-clauses.ts';
import type { PolicyRow } from '../regulation/policy.ts';

type Say = { readonly field: string; readonly message: (named: string, row: PolicyRow) => string };

/** In which field of a clause a fault is, and what to do about it. */
const says = {
  'value-not-offered': { field: '/value', message: () => 'この行で選べない値です。' },
  'last-is-restricted': {
    field: '',
    message: () =>
      '最後の場合分けは、残りのすべての場合に当てはまるように、人・用務・部分・時間・条件で限らないでください。',
  },
  'unrestricted-before-the-last': {
    field: '',
    message: () =>
      '何も限らない場合分けは最後に置いてください。ここにあると、後に続くものが当てはまることがありません。',
  },
  'never-reached': {
    field: '',
    message: () =>
      '先に置かれた場合分けが必ず先に当てはまるため、これが当てはまることはありません。順序を入れ替えるか、除いてください。',
  },
  'unknown-part': {
    field: '/part',
    message: (named, row) => `この行に「${named}」という部分はありません。${partsOf(row)}`,
  },
  'unknown-purpose': {
    field: '/purposes',
    message: (named) => `用務「${named}」は組織の一覧にありません。先に一覧に載せてください。`,
  },
  'unknown-schedule': {
    field: '/times/schedule',
    message: (named) =>
      `時間割「${named}」は、この組織の区域があるどの庁舎の図面にもありません。図面に加えるか、時間を直接記してください。`,
  },
  'condition-without-words': {
    field: '/words',
    message: () => '条件の符号だけでは意味が伝わりません。どのような条件かを文で記してください。',
  },
  'notification-with-decider': {
    field: '/value',
    message: () =>
      '届出は受けるだけで、決める者はいません。承認を待つ届出は「許可」です。値を「許可」にするか、決める者を除いてください。',
  },
  'decider-without-application': {
    field: '/decider',
    message: () =>
      '決める者を付けられるのは、申請を受けて決める値（許可・禁と、申請を受ける行の要）だけです。',
  },
  'number-not-of-this-row': { field: '/number', message: () => 'この行は人数を定める行ではありません。' },
  'number-without-measure': {
    field: '/number',
    message: () => '人数を定められるのは「要」とする場合だけです。',
  },
  'number-impossible': {
    field: '/number',
    message: () => '下限が上限を超えており、満たせる人数がありません。',
  },
} as const satisfies Record<ClauseFault['code'], Say>;

/** What is wrong with the clauses, for a person to read, each at its field. */
export function clauseErrors(row: PolicyRow, faults: readonly ClauseFault[]): readonly FieldError[] {
  return faults.map(({ code, index, named = '' }) => {
    const { field, message }: Say = says[code];
    return { at: `/clauses/${index}${field}`, message: message(named, row) };
  });
}

function partsOf({ parts }: PolicyRow): string {
  if (parts === undefined) return '部分に分けられない行です。';
  const offered = Object.entries(parts).map(([code, words]) => `${code}（${words}）`);
  return `選べるのは${offered.join('と')}です。`;
}
