import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, Described, strict, Words } from '../../api/schemas.ts';
import { installedSorts } from './judge-installing.ts';
import { media } from './linked-row.ts';

/** What a condition of a row is met by, where the rule of the application names it (`demands`). */
const demanded = {
  riskReview: Type.Optional(Described(Words, 'リスクの検討の書面（文書番号、日付）')),
  protection: Type.Optional(Described(Words, '物理的な保護措置')),
};

/** What an application to add something in a zone says besides where and when. */
export const InstallingTerms = Type.Object(
  {
    installed: Choice(installedSorts),
    what: Described(Words, '設置するもの、又は接続のしかた'),
    mobileApproval: Type.Optional(
      Described(Words, '情報セキュリティ責任者によるモバイル端末の承認（文書番号、日付）。行24 によらない'),
    ),
    withoutProtected: Type.Optional(
      Type.Literal(true, { description: '要保護情報を取り扱う情報システムのものではない（行24・26）' }),
    ),
    apartFromOwnLan: Type.Optional(
      Type.Literal(true, { description: '府省庁内LANにつながない（行36 の前提）' }),
    ),
    ...demanded,
  },
  { ...strict, title: 'InstallingTerms' },
);

export type InstallingTerms = Static<typeof InstallingTerms>;

/** What an application to link the LANs of two zones says besides which and when. */
export const LinkingTerms = Type.Object(
  { medium: Choice(media), what: Described(Words, 'つなぎ方'), ...demanded },
  { ...strict, title: 'LinkingTerms' },
);

export type LinkingTerms = Static<typeof LinkingTerms>;

/** Reads the terms of a stored permit to install; undefined for what this program did not write. */
export function parseInstallingTerms(terms: object): InstallingTerms | undefined {
  return Check(InstallingTerms, terms) ? terms : undefined;
}

/** The same of a permit to link. */
export function parseLinkingTerms(terms: object): LinkingTerms | undefined {
  return Check(LinkingTerms, terms) ? terms : undefined;
}
