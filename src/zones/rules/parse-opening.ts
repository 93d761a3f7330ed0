import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Choice, Instant } from '../../api/schemas.ts';
import type { Opening } from '../regulation/layers.ts';
import { rowIds } from '../regulation/row-ids.ts';

const form = Compile(
  Type.Object({
    id: Type.String(),
    kind: Choice(['application', 'exception']),
    zone: Type.String(),
    row: Choice(rowIds),
    words: Type.String(),
    from: Instant,
    until: Instant,
  }),
);

/** A granted application or exception as it is kept (JSON, instants as text). */
export function parseOpening(stored: unknown): Opening {
  if (!form.Check(stored)) throw new Error('a stored opening is none');
  return { ...stored, from: new Date(stored.from), until: new Date(stored.until) };
}
