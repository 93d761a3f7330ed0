import { type Static, Type } from 'typebox';
import { Choice, Code, End, Instant, instantText, Nullable, strict, Uuid, Words } from '../../api/schemas.ts';
import { approversByRow, type PermitClauseId } from '../rule/approvers.ts';
import { articleIds, isArticle } from '../rule/articles.ts';
import { waiverBases, waiverBasisNames } from '../rule/waiver-bases.ts';
import type { WaiverRow } from '../waivers/waiver-rows.ts';

/** The rows and articles something is applied for under, as a list. */
export const permitClauseIds = [...Object.keys(approversByRow), ...articleIds].filter(
  (id): id is PermitClauseId => id in approversByRow || isArticle(id),
);

const list = { minItems: 1, maxItems: 50, uniqueItems: true } as const;

/** For which case nobody has to be asked; what is absent is not asked for. */
export const WaivedCaseBody = Type.Object(
  {
    purpose: Type.Optional(Code),
    part: Type.Optional(Code),
    conditions: Type.Optional(Type.Array(Code, list)),
  },
  { ...strict, title: 'WaivedCase' },
);

/** A line of the register, with who recorded it and, where it was ended before its date, who did and why. */
export const WaiverBody = Type.Object(
  {
    id: Uuid,
    basis: Choice(waiverBasisNames),
    says: Type.String(),
    rows: Type.Array(Type.String()),
    zones: Type.Array(Type.String(), { description: '空なら要管理対策区域外' }),
    unit: Nullable(Uuid, { description: 'その課室の人について。なければすべての課室' }),
    persons: Type.Array(Uuid, { description: '空ならだれでも' }),
    case: WaivedCaseBody,
    book: Nullable(Type.String()),
    from: Instant,
    until: End,
    reason: Words,
    recordedBy: Uuid,
    endedBy: Nullable(Uuid),
    endedAt: Nullable(Instant),
    endReason: Nullable(Type.String()),
    running: Type.Boolean({ description: 'いま効いている' }),
  },
  { title: 'PermitWaiver' },
);

/** `shown`: the zones of it that whoever reads learns of. */
export function waiverBody(row: WaiverRow, shown: readonly string[], now: Date): Static<typeof WaiverBody> {
  const { basis, waivedCase, validFrom, validUntil, endedAt } = row;
  const { conditions, ...where } = waivedCase;
  return {
    id: row.waiverId,
    basis,
    says: waiverBases[basis].words,
    rows: row.rows,
    zones: [...shown],
    unit: row.organisationId,
    persons: row.personIds,
    case: { ...where, ...(conditions === undefined ? {} : { conditions: [...conditions] }) },
    book: row.book,
    from: instantText(validFrom),
    until: instantText(validUntil),
    reason: row.reason,
    recordedBy: row.recordedBy,
    endedBy: row.endedBy,
    endedAt: endedAt && instantText(endedAt),
    endReason: row.endReason,
    running: row.untilSeq === null && validFrom <= now && now < validUntil,
  };
}
