import pg, { type ClientBase } from 'pg';
import { arrayText } from '../../src/db/array-text.ts';

/** A place in a plan where a table is read. */
export type Scan = {
  /** The table; of a partition its parent. */
  readonly table: string;
  /** By which condition an index finds its rows; undefined = every row of the table or of an index is looked at. */
  readonly indexCond: string | undefined;
  /** Whether the index tells everything, and no row is read. */
  readonly byIndexAlone: boolean;
};

type PlanNode = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
};

/**
 * Where a prepared statement reads tables, by the plan it has on this connection for these values, or for so many nulls. Of months that a
 * plan leaves out by its values nothing is told: by nulls it leaves out all. Nothing is run.
 */
export async function scansOf(
  client: ClientBase,
  statement: string,
  values: number | readonly unknown[],
): Promise<Scan[]> {
  const asked = typeof values === 'number' ? Array.from({ length: values }, () => null) : values;
  const explained = await explain(client, statement, asked);
  return explained === undefined ? [] : scansIn(explained.Plan);
}

/** Whether a prepared statement would be compiled before it is run (JIT), by the plan it has on this connection. */
export async function isCompiled(
  client: ClientBase,
  statement: string,
  parameters: number,
): Promise<boolean> {
  const explained = await explain(
    client,
    statement,
    Array.from({ length: parameters }, () => null),
  );
  return explained?.JIT !== undefined;
}

type Explained = { readonly Plan: PlanNode; readonly JIT?: object };

async function explain(
  client: ClientBase,
  statement: string,
  values: readonly unknown[],
): Promise<Explained | undefined> {
  const told = values.map(literalOf).join(', ');
  const { rows } = await client.query<{ 'QUERY PLAN': readonly Explained[] }>(
    `explain (format json) execute "${statement}"${values.length === 0 ? '' : `(${told})`}`,
  );
  return rows[0]?.['QUERY PLAN'][0];
}

function literalOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return pg.escapeLiteral(arrayText(value));
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

function scansIn(node: PlanNode): Scan[] {
  const table = node['Relation Name'];
  // A Tid Scan reads the rows alone that the rest of the plan has found.
  const reads = table !== undefined && /(?<!Tid )Scan/.test(node['Node Type']);
  const byIndexAlone = node['Node Type'] === 'Index Only Scan';
  const here = reads ? [{ table: parentOf(table), indexCond: conditionOf(node), byIndexAlone }] : [];
  return [...here, ...(node.Plans ?? []).flatMap(scansIn)];
}

/** A bitmap's index stands below the table it is for. */
function conditionOf(node: PlanNode): string | undefined {
  if (node['Index Cond'] !== undefined) return node['Index Cond'];
  const below = (node.Plans ?? []).flatMap((one) => conditionOf(one) ?? []);
  return below.length === 0 ? undefined : below.join(' and ');
}

function parentOf(table: string): string {
  return table.replace(/_(\d{6}|default)$/, '');
}
