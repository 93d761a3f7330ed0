import type { Role } from '../../authority/roles.ts';
import type { Opening } from '../../zones/regulation/layers.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import { type ArticleId, type AskedId, articles, isArticle } from './articles.ts';

/** Who has to consent: one of each of these groups. */
export type Approvers = readonly (readonly Role[])[];

type ApproversOf = {
  readonly approvers: Approvers;
  /** The clause itself names them, so that a determination names nobody else. */
  readonly fixed: boolean;
};

/** The rows something can be applied for under, with who decides it by their clauses. */
export const approversByRow = {
  /** Each way, in and out, may be decided by another. */
  t2r5: { approvers: [['zone-officer']], fixed: false },
  t2r8: { approvers: [['zone-officer']], fixed: false },
  t2r9: { approvers: [['zone-officer']], fixed: false },
  t2r10: { approvers: [['system-officer', 'section-officer']], fixed: true },
  t2r11: { approvers: [['system-officer', 'section-officer']], fixed: true },
  t2r12: { approvers: [['zone-officer']], fixed: false },
  t2r13: { approvers: [['zone-officer']], fixed: false },
  t2r14: { approvers: [['zone-officer']], fixed: true },
  t2r15: { approvers: [['zone-officer']], fixed: true },
  t2r17: { approvers: [['zone-officer']], fixed: false },
  t2r18: { approvers: [['zone-officer']], fixed: false },
  /** 1.4.2.1(2), METI 77(1) and (5): either of them, of whoever takes out. */
  t2r20: { approvers: [['system-officer', 'section-officer']], fixed: true },
  t2r21: { approvers: [['system-officer', 'section-officer']], fixed: true },
  t2r22: { approvers: [['system-officer', 'section-officer']], fixed: true },
  t2r24: { approvers: [['zone-officer']], fixed: false },
  t2r25: { approvers: [['zone-officer']], fixed: false },
  t2r26: { approvers: [['zone-officer']], fixed: false },
  /** Rows 28 to 36: where the cell says 準じる it names who decides itself (2.3.4.3(1)(a)). */
  t2r28: { approvers: [['security-officer']], fixed: false },
  t2r29: { approvers: [['security-officer']], fixed: false },
  t2r30: { approvers: [['security-officer']], fixed: false },
  t2r31: { approvers: [['security-officer']], fixed: false },
  t2r32: { approvers: [['security-officer']], fixed: false },
  t2r33: { approvers: [['security-officer']], fixed: false },
  t2r34: { approvers: [['security-officer']], fixed: false },
  t2r35: { approvers: [['security-officer']], fixed: false },
  t2r36: { approvers: [['security-officer']], fixed: false },
  t1r47: { approvers: [['zone-officer']], fixed: false },
  t1r48: { approvers: [['zone-officer']], fixed: false },
  t1r49: { approvers: [['zone-officer']], fixed: false },
  t1r50: { approvers: [['zone-officer']], fixed: false },
} as const satisfies Partial<Record<RowId, ApproversOf>>;

export type PermitRowId = keyof typeof approversByRow;

/** The same, and the articles that have no row. */
export type PermitClauseId = PermitRowId | ArticleId;

/** Who decides what opens a row for a zone, whatever the row: 許可権限者, or whoever answers for the zone. */
const approversOfOpening = {
  exception: [['exception-approver']],
  application: [['zone-officer']],
} as const satisfies Record<Opening['kind'], Approvers>;

/**
 * Who decides under a row as it is resolved: whom its clause names, in this edition or by itself, else whom the determination names; of a row that nothing
 * but an opening is asked under, whoever answers for the zone.
 */
export function approversOf(
  row: AskedId,
  { chain, means }: Pick<Requirement, 'chain' | 'means'>,
  opens?: Opening['kind'],
): Approvers {
  if (opens !== undefined) return approversOfOpening[opens];
  if (isArticle(row)) return articles[row].approvers;
  if (means?.kind === 'permission') return [[means.approver]];
  const ofEdition = chain.find(({ deciders }) => deciders !== undefined)?.deciders;
  if (ofEdition !== undefined) return ofEdition;
  const known: Partial<Record<RowId, ApproversOf>> = approversByRow;
  const { approvers, fixed } = known[row] ?? { approvers: [['zone-officer']], fixed: false };
  const named = chain.at(-1)?.matched?.decider;
  return named === undefined || fixed ? approvers : [[named]];
}
