import { Code, Described } from '../../api/schemas.ts';

/** The code that names an element of this kind. */
export function ownCode(element: string) {
  return Described(Code, `${element}の符号。庁舎の${element}の中で一つだけのもの`);
}

/** The code of an element that stands elsewhere in the plan. */
export function codeOf(element: string) {
  return Described(Code, `${element}の符号`);
}
