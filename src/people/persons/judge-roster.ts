import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { judgeCardKey } from '../cards/judge-card-key.ts';
import { judgePersonDraft, type PersonDraft } from '../registry/person-draft.ts';

/** One line of a roster: a person, and the card they are given, if any. Ids are made beforehand. */
export type RosterLine = PersonDraft & {
  readonly personId: string;
  readonly card: (CardKey & { readonly cardId: string; readonly expiresAt: Date | null }) | null;
};

/** Everything wrong with a roster by itself: each person, and what occurs twice. */
export function judgeRoster(lines: readonly RosterLine[]): readonly FieldError[] {
  const ids = new Set<string>();
  const employeeNumbers = new Set<string>();
  const cards = new Set<string>();
  return lines.flatMap((line, index): readonly FieldError[] => {
    const at = `/persons/${index}`;
    const own = judgePersonDraft(line).map((error) => ({ ...error, at: `${at}${error.at}` }));
    return [
      ...own,
      ...cardErrors(line).map((error) => ({ ...error, at: `${at}/card${error.at}` })),
      ...twice(ids, line.personId, `${at}/personId`),
      ...twice(employeeNumbers, line.employeeNumber, `${at}/employeeNumber`),
      ...twice(cards, line.card === null ? null : cardText(line.card), `${at}/card`),
    ];
  });
}

function cardErrors({ card }: RosterLine): readonly FieldError[] {
  return card === null ? [] : judgeCardKey(canonicalCardKey(card));
}

/** A card as one text, the same for every spelling. */
export function cardText(key: CardKey): string {
  const { format, facility, number } = canonicalCardKey(key);
  return JSON.stringify([format, facility, number]);
}

function twice(seen: Set<string>, value: string | null, at: string): readonly FieldError[] {
  if (value === null) return [];
  if (seen.has(value)) return [{ at, message: '名簿の中で二度使われています' }];
  seen.add(value);
  return [];
}
