type Move = { readonly since: Date; readonly seq: number; readonly ordinal: number };

/** The place of a move among the others: `{happened}.{seq}.{ordinal}`, the first in milliseconds since 1970. */
export function moveCursor({ since, seq, ordinal }: Move): string {
  return `${since.getTime()}.${seq}.${ordinal}`;
}

/** What a cursor stands for, as three values of a statement; before every move where there is none. */
export function placeAfter(after: string | undefined): readonly [Date | '-infinity', number, number] {
  if (after === undefined) return ['-infinity', 0, 0];
  const [happened = 0, seq = 0, ordinal = 0] = after.split('.').map(Number);
  return [new Date(happened), seq, ordinal];
}
