import { personKindWords } from '../kinds/person-kind-words.ts';

/** What people call others by in a question, and which 区分 of the record they mean. */
export const kindsMeant: Readonly<Record<string, readonly string[]>> = {
  職員: [personKindWords.staff],
  業者: [personKindWords.courier, personKindWords['card-lent']],
  受渡業者: [personKindWords.courier],
  事前貸与者: [personKindWords['card-lent']],
  来訪者: [personKindWords.visitor],
  来庁者: [personKindWords.visitor],
  訪問者: [personKindWords.visitor],
};
