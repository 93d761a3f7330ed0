import { searchKey } from './search-key.ts';

/** Legal forms of companies and bodies, as their keys spell them; `NFKC` makes ㈱ of (株). PostgreSQL reads the pattern alike. */
export const legalForms =
  /株式会社|有限会社|合同会社|合名会社|合資会社|(一般|公益)(社団|財団)法人|独立行政法人|(特定)?非営利活動法人|\((株|有|同|名|資|一社|一財|公社|公財|独|特非)\)|co\.,?ltd\.?|,?inc\.?$/g;

/** The key by which an organisation is found: that of its name without its legal form; '' where nothing else was said. */
export function organisationKeyOf(organisation: string): string {
  return withoutLegalForm(searchKey(organisation));
}

/** A key without the legal form it spells; none is left of what stood around one. */
export function withoutLegalForm(key: string): string {
  const rest = key.replace(legalForms, '');
  return rest === key ? key : withoutLegalForm(rest);
}
