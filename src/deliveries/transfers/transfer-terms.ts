import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, Name, strict, Uuid, Words } from '../../api/schemas.ts';
import { InformationGrade } from '../rule/information-grade.ts';

/** What an application to move 要保護情報, or to hand it to others, says besides who and when. */
export const TransferTerms = Type.Object(
  {
    form: Choice(['once', 'standing'], {
      description: 'once＝一度（数は合わせて）、standing＝定期の発送（数は一回ごと）',
    }),
    grade: InformationGrade,
    information: Words,
    pieces: Type.Integer({ minimum: 1, maximum: 10_000, description: '個数' }),
    sheets: Type.Integer({ minimum: 1, maximum: 1_000_000, description: '枚数' }),
    measures: Words,
    carrier: Type.Optional(Name),
    section: Type.Optional(Uuid),
    receiver: Type.Optional(Words),
  },
  {
    ...strict,
    title: 'TransferTerms',
    description:
      'information は何の情報か、measures は安全確保の措置（封緘、暗号化など）。carrier は渡す業者（なければ文書使送）。section は受け取る課室、府省庁外なら代わりに receiver（提供先の組織）。個人の名前は書かない',
  },
);

export type TransferTerms = Static<typeof TransferTerms>;

/** Reads the terms of a stored permit; undefined for what this program did not write. */
export function parseTransferTerms(terms: object): TransferTerms | undefined {
  return Check(TransferTerms, terms) ? terms : undefined;
}
