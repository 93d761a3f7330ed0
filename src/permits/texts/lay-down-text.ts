import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { addSafetyText, listSafetyTexts, type SafetyTextRow } from './safety-text-rows.ts';

export type SafetyTextDraft = Pick<
  SafetyTextRow,
  'article' | 'title' | 'document' | 'version' | 'inForceFrom'
>;

/** Enters a version of a 規程 that was laid down (METI 76, 79, 81). Applications made from its day on quote it; those made before go on quoting what they did. */
export function layDownText(
  deps: ActDeps,
  context: ActContext,
  draft: SafetyTextDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { actor } = context.principal;
    if (actor.type !== 'person') return refuse(notAPerson);
    await tx.takeHeads([ministryLogId]);
    const before = (await listSafetyTexts(tx.db)).filter(({ article }) => article === draft.article);
    const errors: readonly FieldError[] = [
      ...(before.some(({ version }) => version === draft.version) ? [versionTaken] : []),
      ...(before.some(({ inForceFrom }) => inForceFrom >= draft.inForceFrom) ? [notLater] : []),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const textId = newId<'safety-text'>();
    const { article, version, inForceFrom } = draft;
    const seq = tx.recordMinistry(
      {
        kind: 'safety-text-laid-down',
        details: { text: textId, article, version, from: inForceFrom.toISOString() },
      },
      [],
    );
    await addSafetyText(tx, { ...draft, textId, laidDownBy: actor.id, seq });
    return ok({ id: textId });
  });
}

const notAPerson: Refusal = {
  code: 'forbidden',
  detail: '規程は、統括情報セキュリティ責任者が自分のトークンで登録してください。',
};

const versionTaken: FieldError = { at: '/version', message: 'この条の規程に、同じ版がもうあります' };

const notLater: FieldError = { at: '/from', message: 'この条の前の版より後の日時を指定してください' };
