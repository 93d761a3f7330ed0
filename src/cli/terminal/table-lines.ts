import { padToWidth, textWidth } from '../../kernel/text-width.ts';

/** Rows as columns for a person to read, or one JSON object a line for a program. */
export function tableLines(
  rows: readonly Readonly<Record<string, string | number | null>>[],
  asJson: boolean,
): readonly string[] {
  if (asJson) return rows.map((row) => JSON.stringify(row));
  const [first] = rows;
  if (first === undefined) return [];
  const names = Object.keys(first);
  const table = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '-')))];
  const widths = names.map((_, column) => Math.max(...table.map((cells) => textWidth(cells[column] ?? ''))));
  return table.map((cells) =>
    cells
      .map((cell, column) => padToWidth(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
