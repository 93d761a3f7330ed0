import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findHeldPersons } from '../../visitors/registry/find-held-persons.ts';
import { type AloneAsked, loadAsked } from './alone/load-asked.ts';
import { loadHeldLines, type PaperLineId } from './tables/paper-line-ids.ts';

/** Under which provision somebody asks for what is held of them. */
export const disclosureBases = {
  'own-request': { says: '本人の開示請求（個人情報の保護に関する法律第76条第1項）' },
  'agent-request': { says: '法定代理人・任意代理人の開示請求（同条第2項）' },
} as const satisfies Record<string, { readonly says: string }>;

export type DisclosureBasis = keyof typeof disclosureBases;

/** 開示請求 as it was taken in, and as whom the one who asks is held. */
export type Disclosure = {
  readonly persons: readonly string[];
  readonly paperLines: readonly PaperLineId[];
  /** Who else is known by a name alone. */
  readonly named: readonly AloneAsked[];
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
  const { persons, paperLines, named, askedBy, basis, number } = disclosure;
  return performAct(deps, context, async (tx) => {
    const errors = await faultsOf(tx.db, disclosure);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([ministryLogId]);
    const seq = tx.recordMinistry(
      {
        kind: 'personal-data-disclosed',
        ...(persons.length === 0 ? {} : { subject: { with: persons } }),
        details: {
          basis,
          ...(paperLines.length === 0 ? {} : { paperLines }),
          ...(named.length === 0 ? {} : { named }),
        },
        personal: { recordClass: 'act', data: { askedBy, number } },
      },
      [],
    );
    return ok({ seq, at: tx.now.toISOString() });
  });
}

async function faultsOf(
  db: Database,
  { persons, paperLines, named }: Disclosure,
): Promise<readonly FieldError[]> {
  if (persons.length + paperLines.length + named.length === 0) {
    return [{ at: '/persons', message: '本人と確かめた人の番号か、氏名だけの行を挙げてください' }];
  }
  const known = await findHeldPersons(db, persons);
  const lines = await loadHeldLines(db, paperLines);
  const alone = await loadAsked(db, named);
  return [
    ...persons.flatMap((id, nth) =>
      known.has(id) ? [] : [{ at: `/persons/${nth}`, message: 'この番号の人は登録にありません' }],
    ),
    ...paperLines.flatMap(({ site, id }, nth) =>
      lines.some((one) => one.site === site && one.id === id)
        ? []
        : [{ at: `/paperLines/${nth}`, message: '氏名だけのこの行はありません' }],
    ),
    ...alone.flatMap(({ found }, nth) =>
      found === undefined ? [{ at: `/named/${nth}`, message: '氏名だけのこの行はありません' }] : [],
    ),
  ];
}
