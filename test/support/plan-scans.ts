import type { ClientBase } from 'pg';

/** A place in a plan where a table is read. */
export type Scan = {
  /** The table; of a partition its parent. */
  readonly table: string;
  /** By which condition an index finds its rows; undefined = every row of the table or of an index is looked at. */
  readonly indexCond: string | undefined;
};

type PlanNode = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
};

/** Where a prepared statement reads tables, by the plan it has on this connection. Nothing is run. */
export async function scansOf(client: ClientBase, statement: string, parameters: number): Promise<Scan[]> {
  const explained = await explain(client, statement, parameters);
  return explained === undefined ? [] : scansIn(explained.Plan);
}

/** Whether a prepared statement would be compiled before it is run (JIT), by the plan it has on this connection. */
export async function isCompiled(
  client: ClientBase,
  statement: string,
  parameters: number,
): Promise<boolean> {
  const explained = await explain(client, statement, parameters);
  return explained?.JIT !== undefined;
}

type Explained = { readonly Plan: PlanNode; readonly JIT?: object };

async function explain(
  client: ClientBase,
  statement: string,
  parameters: number,
): Promise<Explained | undefined> {
  const values = Array.from({ length: parameters }, () => 'null').join(', ');
  const { rows } = await client.query<{ 'QUERY PLAN': readonly Explained[] }>(
    `explain (format json) execute "${statement}"${parameters === 0 ? '' : `(${values})`}`,
  );
  return rows[0]?.['QUERY PLAN'][0];
}

function scansIn(node: PlanNode): Scan[] {
  const table = node['Relation Name'];
  // A Tid Scan reads the rows alone that the rest of the plan has found.
  const reads = table !== undefined && /(?<!Tid )Scan/.test(node['Node Type']);
  const here = reads ? [{ table: parentOf(table), indexCond: conditionOf(node) }] : [];
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
