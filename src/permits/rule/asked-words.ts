import { isRowId, tableOf } from '../../zones/regulation/row-ids.ts';
import { articles, isArticle } from './articles.ts';

/** What something is applied for under, as people name it: 別表1 項19, METI 13条; what is neither is left as it is. */
export function askedWords(asked: string): string {
  if (isArticle(asked)) return `${articles[asked].clause}条`;
  if (!isRowId(asked)) return asked;
  switch (tableOf(asked)) {
    case 't1':
      return `別表1 項${asked.slice('t1r'.length)}`;
    case 't2':
      return `別表2 項${asked.slice('t2r'.length)}`;
    // 2.3.1.1(9) has no row.
    case undefined:
      return `2.3.1.1(9)(${asked.slice(1)})`;
  }
}
