import { desc } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { signInNotices } from './tables.ts';

/** 利用上の注意: what everybody is told before they sign in (2.2.1.1(1)(g)(エ)). */
export type SignInNotice = { readonly version: number; readonly words: string };

/** Told until an officer writes one. */
const ofTheProgram: SignInNotice = {
  version: 0,
  words:
    'このシステムは、業務のためにだけ、許された人が本人の識別コードで使うものです。識別コードやパスワードを人に貸したり、教えたりしてはいけません。利用は記録されます。不正に使ったときは、法令により罰せられることがあります。',
};

/** The notice that is told now. */
export async function findNotice(db: Database): Promise<SignInNotice> {
  const [newest] = await db
    .select({ version: signInNotices.version, words: signInNotices.words })
    .from(signInNotices)
    .orderBy(desc(signInNotices.version))
    .limit(1);
  return newest ?? ofTheProgram;
}
