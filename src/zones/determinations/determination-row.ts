import type { FieldError } from '../../kernel/problem.ts';
import type { HeldBy } from '../regulation/determination.ts';
import { type DeterminationFault, judgeDetermination } from '../regulation/judge-determination.ts';
import type { DeterminedValue, Policy } from '../regulation/policy.ts';
import type { RowId } from '../regulation/row-ids.ts';
import type { determinations } from './tables.ts';

export type DeterminationRow = typeof determinations.$inferSelect;

/** What somebody wants to be determined; instants are RFC 3339. */
export type DeterminationDraft = {
  readonly organisation: string;
  readonly row: RowId;
  readonly class: number;
  readonly value: DeterminedValue;
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

/** Every fault of a draft, at the field it is in. */
export function judgeDraft(policy: Policy, draft: DeterminationDraft): readonly FieldError[] {
  const { class: zoneClass, from, until, heldBy, ...rest } = draft;
  const found = judgeDetermination(policy, {
    ...rest,
    zoneClass,
    decidedBy: '',
    from: new Date(from),
    ...(until === undefined ? {} : { until: new Date(until) }),
    ...(heldBy === undefined ? {} : { heldBy: heldByOf(heldBy) }),
  });
  return found.map((fault) => faults[fault]);
}

function heldByOf({ until, ...rest }: NonNullable<DeterminationDraft['heldBy']>): HeldBy {
  return until === undefined ? rest : { ...rest, until: new Date(until) };
}
