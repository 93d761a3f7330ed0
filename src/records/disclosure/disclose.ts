import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { findHeldPersons } from '../../visitors/registry/find-held-persons.ts';

/** Under which provision somebody asks for what is held of them. */
export const disclosureBases = {
  'own-request': { says: '本人の開示請求（個人情報の保護に関する法律第76条第1項）' },
  'agent-request': { says: '法定代理人・任意代理人の開示請求（同条第2項）' },
} as const satisfies Record<string, { readonly says: string }>;

export type DisclosureBasis = keyof typeof disclosureBases;

/** 開示請求 as it was taken in, and as whom the one who asks is held. */
export type Disclosure = {
  readonly persons: readonly string[];
  readonly askedBy: string;
  readonly basis: DisclosureBasis;
  /** Of the request. */
  readonly number: string;
};

/** Where the act stands in the log of the ministry. */
export type DisclosureActed = { readonly seq: number; readonly at: string };

/** Records that what is held of somebody is given out, before any of it is: who asked, by which provision, under which number. */
export function disclose(
  deps: ActDeps,
  context: ActContext,
  disclosure: Disclosure,
): Promise<Result<DisclosureActed, Refusal>> {
  const { persons: named, askedBy, basis, number } = disclosure;
  return performAct(deps, context, async (tx) => {
    const known = await findHeldPersons(tx.db, named);
    const errors = named.flatMap((id, nth) =>
      known.has(id) ? [] : [{ at: `/persons/${nth}`, message: 'この番号の人は登録にありません' }],
    );
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([ministryLogId]);
    const seq = tx.recordMinistry(
      {
        kind: 'personal-data-disclosed',
        subject: { with: named },
        details: { basis },
        personal: { recordClass: 'act', data: { askedBy, number } },
      },
      [],
    );
    return ok({ seq, at: tx.now.toISOString() });
  });
}
