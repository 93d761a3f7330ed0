import type { Role } from '../../authority/roles.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';

type ArticleOf = Pick<Requirement, 'clause' | 'value'> & {
  /** Who has to consent by the article itself: one of each of these groups. */
  readonly approvers: readonly (readonly Role[])[];
  readonly permissionWaivable?: true;
};

/** What an article asks by itself, wherever it is: no row of the tables, no determination and no control speaks of it. */
export const articles = {
  /** 移送・提供 of 要保護情報 */
  'meti-13': { clause: 'METI 13', value: 'permission', approvers: [['section-officer']] },
  /** The same of what is 機密性2 and no more, of which whoever permits it may say that nobody has to ask (但書). */
  'meti-13-c2': {
    clause: 'METI 13',
    value: 'permission',
    approvers: [['section-officer']],
    permissionWaivable: true,
  },
} as const satisfies Record<string, ArticleOf>;

export type ArticleId = keyof typeof articles;

/** What something is applied for under: a row of 別表1・2, or an article that has no row. */
export type AskedId = RowId | ArticleId;

export function isArticle(word: string): word is ArticleId {
  return word in articles;
}

/** The same as a list. */
export const articleIds = Object.keys(articles).filter(isArticle);

/** What an article asks, as a row would: the same of everybody. */
export function askedByArticle(row: ArticleId): Requirement {
  const { clause, value, permissionWaivable }: ArticleOf = articles[row];
  return {
    row,
    key: row,
    clause,
    value,
    undetermined: false,
    dependsOn: [],
    inScope: true,
    chain: [
      { layer: 'regulation', value, source: clause, ...(permissionWaivable ? { permissionWaivable } : {}) },
    ],
  };
}
