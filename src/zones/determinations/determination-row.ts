import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Determination, HeldBy } from '../regulation/determination.ts';
import { judgeClauses, type KnownNames } from '../regulation/judge-clauses.ts';
import { type DeterminationFault, judgeDetermination } from '../regulation/judge-determination.ts';
import type { Policy } from '../regulation/policy.ts';
import type { RowId } from '../regulation/row-ids.ts';
import { readAnswer, type WrittenAnswer } from '../regulation/written-answer.ts';
import { clauseErrors } from './clause-errors.ts';
import type { determinations } from './tables.ts';

export type DeterminationRow = typeof determinations.$inferSelect;

/** What somebody wants to be determined; instants are RFC 3339. */
export type DeterminationDraft = WrittenAnswer & {
  readonly organisation: string;
  readonly row: RowId;
  readonly class: number;
  readonly words: string;
  readonly basis: string;
  readonly from: string;
  readonly until?: string | undefined;
  readonly heldBy?: (Omit<HeldBy, 'until'> & { readonly until?: string | undefined }) | undefined;
};

const faults = {
  'class-not-ruled': {
    at: '/class',
    message: '別表にないクラスです。クラス4以上は個別管理で定めてください。',
  },
  'not-left-to-the-ministry': {
    at: '/row',
    message: 'この行とクラスは別表が定めており、府省庁の判断によりません。',
  },
  'value-not-offered': { at: '/value', message: 'この行で選べない値です。' },
  'period-empty': { at: '/until', message: '終わりが始まりより後ではありません。' },
  'held-by-ends-before-it-starts': {
    at: '/heldBy/until',
    message: 'ほかの機関の確認が、始まる前に終わっています。',
  },
  'words-missing': { at: '/words', message: '空白だけの記載があります。' },
} as const satisfies Record<DeterminationFault, FieldError>;

const oneOfTheTwo: FieldError = {
  at: '/value',
  message:
    'すべての場合に当てはまる一つの値（value）か、場合分け（clauses）か、どちらか一方を記してください。',
};

const confirmedInFuture: FieldError = {
  at: '/heldBy/confirmedOn',
  message: 'まだ来ていない日に確認したとは記録できません。',
};

/** The answer of a draft as it will be kept, or every fault of the draft at the field it is in. */
export function judgeDraft(
  policy: Policy,
  draft: DeterminationDraft,
  { names, today }: { readonly names: KnownNames; readonly today: string },
): Result<Pick<Determination, 'value' | 'clauses'>, Refusal> {
  const { class: zoneClass, from, until, heldBy, value, clauses, ...rest } = draft;
  const row = policy.rows[draft.row];
  const answer = readAnswer(row, { value, clauses });
  if (answer === undefined) return refuse({ code: 'unprocessable', errors: [oneOfTheTwo] });
  const found = judgeDetermination(policy, {
    ...rest,
    ...answer,
    zoneClass,
    decidedBy: '',
    from: new Date(from),
    ...(until === undefined ? {} : { until: new Date(until) }),
    ...(heldBy === undefined ? {} : { heldBy: heldByOf(heldBy) }),
  });
  const errors = [
    ...found.map((fault) => faults[fault]),
    ...clauseErrors(row, judgeClauses(row, answer.clauses ?? [], names)),
    ...(heldBy !== undefined && heldBy.confirmedOn > today ? [confirmedInFuture] : []),
  ];
  return errors.length > 0 ? refuse({ code: 'unprocessable', errors }) : ok(answer);
}

/** What an entry says of an answer: whoever reads the record sees the clauses, without the words of those who wrote them. */
export function recordedAnswer({ value, clauses }: Pick<DeterminationRow, 'value' | 'clauses'>) {
  if (clauses === null) return { value };
  return { value, clauses: clauses.map(({ words, ...clause }) => clause) };
}

function heldByOf({ until, ...rest }: NonNullable<DeterminationDraft['heldBy']>): HeldBy {
  return until === undefined ? rest : { ...rest, until: new Date(until) };
}
