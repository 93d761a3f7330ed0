/** Names that everybody tries, and that say nothing of who acts (統一技術基準 2.2.1.3(2)(c)(イ)). */
const namesOfNobody: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'guest',
  'operator',
  'root',
  'sekisho',
  'system',
  'test',
  'user',
]);

/** 識別コード in its one form: NFKC, small letters; undefined where what was typed is none. */
export function parseLoginId(typed: string): string | undefined {
  const loginId = typed.trim().normalize('NFKC').toLowerCase();
  return /^[a-z][a-z0-9._-]{2,31}$/.test(loginId) ? loginId : undefined;
}

/** Whether a login id names no person, so that nobody is given it. */
export function isNameOfNobody(loginId: string): boolean {
  return namesOfNobody.has(loginId.replaceAll(/[0-9._-]/g, ''));
}
