import { readPolicyFile } from './read-policy-file.ts';

/** A document as far as it says what it is based on; the rest is checked where the whole is read. */
type Written = Readonly<Record<string, unknown>> & { readonly basedOn?: unknown; readonly rows?: unknown };

type Row = { readonly id?: unknown };

/**
 * The whole document of a named package. One that is `basedOn` another holds only what it says otherwise: its rows take the place of those
 * with the same id, its footnotes stand beside the others.
 */
export function readPolicy(name: string): unknown {
  const own = readPolicyFile(name);
  if (!isWritten(own) || typeof own.basedOn !== 'string') return own;
  const base = readPolicyFile(own.basedOn);
  if (!isWritten(base)) return own;
  const others = new Map(rowsOf(own).map((row) => [row.id, row]));
  const known = new Set(rowsOf(base).map(({ id }) => id));
  return {
    ...base,
    ...own,
    footnotes: beside(base.footnotes, own.footnotes),
    rows: [
      ...rowsOf(base).map((row) => others.get(row.id) ?? row),
      ...rowsOf(own).filter(({ id }) => !known.has(id)),
    ],
  };
}

function isWritten(document: unknown): document is Written {
  return typeof document === 'object' && document !== null && !Array.isArray(document);
}

function rowsOf({ rows }: Written): readonly Row[] {
  return Array.isArray(rows) ? rows : [];
}

/** By table. */
function beside(base: unknown, own: unknown): unknown {
  if (!isWritten(base) || !isWritten(own)) return own ?? base;
  return Object.fromEntries(
    Object.entries({ ...base, ...own }).map(([table, words]) => [
      table,
      isWritten(words) ? { ...Object(base[table]), ...words } : words,
    ]),
  );
}
