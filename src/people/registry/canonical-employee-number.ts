/** 職員番号 as people type it: letters and digits of either width, hyphens of any kind, and the 長音 that a keyboard gives for one. */
export const employeeNumberPattern = '^[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\\-‐-―−－ー]{1,20}$';

const hyphens = /[‐-―−ー]/g;

/**
 * Writes what names an employee number in its one form, in which it is kept, shown and looked for: half width, upper case,
 * one hyphen. Zeros and hyphens count: `1-23` and `12-3` are two numbers. The migration `one_form_a_number` says the same in SQL.
 */
export function withOneNumber<Draft extends { readonly employeeNumber?: string | null }>(
  draft: Draft,
): Draft {
  const { employeeNumber } = draft;
  return typeof employeeNumber === 'string'
    ? { ...draft, employeeNumber: canonicalEmployeeNumber(employeeNumber) }
    : draft;
}

export function canonicalEmployeeNumber(typed: string): string {
  return typed.normalize('NFKC').replace(hyphens, '-').toUpperCase();
}
