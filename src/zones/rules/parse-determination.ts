import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Choice, Instant, Nullable } from '../../api/schemas.ts';
import type { Determination } from '../regulation/determination.ts';
import { DeterminationClauses } from '../regulation/determination-clause.ts';
import { determinedValues } from '../regulation/policy-document.ts';
import { rowIds } from '../regulation/row-ids.ts';

const Text = Type.String();

const StoredDetermination = Type.Object({
  id: Text,
  organisation: Text,
  row: Choice(rowIds),
  zoneClass: Type.Integer(),
  value: determinedValues,
  clauses: Nullable(DeterminationClauses),
  words: Text,
  decidedBy: Text,
  basis: Text,
  from: Instant,
  until: Nullable(Instant),
  heldBy: Nullable(
    Type.Object({
      body: Text,
      document: Text,
      confirmedBy: Text,
      confirmedOn: Text,
      until: Type.Optional(Instant),
    }),
  ),
});

const form = Compile(StoredDetermination);

/** An adopted determination as it is kept (JSON, instants as text). Throws on a row, value or clause no package knows. */
export function parseDetermination(stored: unknown): Determination {
  if (!form.Check(stored)) throw new Error('a stored determination is none');
  const { from, until, heldBy, clauses, ...rest } = stored;
  return {
    ...rest,
    from: new Date(from),
    ...(until === null ? {} : { until: new Date(until) }),
    ...(clauses === null ? {} : { clauses }),
    ...(heldBy === null ? {} : { heldBy: parseHeldBy(heldBy) }),
  };
}

function parseHeldBy({
  until,
  ...rest
}: {
  body: string;
  document: string;
  confirmedBy: string;
  confirmedOn: string;
  until?: string;
}) {
  return { ...rest, ...(until === undefined ? {} : { until: new Date(until) }) };
}
