import type { FastifyError } from 'fastify';

/** What a validator says of a value; a verbose one beside the fault of a choice, among which shapes it was and what they are asked of. */
export type Validation = NonNullable<FastifyError['validation']>[number] & {
  readonly schema?: unknown;
  readonly parentSchema?: unknown;
  readonly data?: unknown;
};

/**
 * The faults worth telling. A choice among shapes fails once a shape and once for all of them: told are the faults of the shape that
 * was meant, or one fault that names what may stand there. Where nobody can tell which was meant, all are.
 */
export function faultsOfMeant(faults: readonly Validation[]): readonly Validation[] {
  const last = faults.at(-1);
  if (last?.keyword !== 'anyOf') return faults;
  // Where every fault is asked for, those before the choice are of their own.
  const isOfChoice = ({ schemaPath }: Validation) => schemaPath.startsWith(`${last.schemaPath}/`);
  const before = faults.slice(0, -1).filter((fault) => !isOfChoice(fault));
  if (before.length > 0)
    return [...faultsOfMeant(before), ...faultsOfMeant([...faults.filter(isOfChoice), last])];
  const allowed = faults
    .slice(0, -1)
    .map((fault) => (fault.instancePath === last.instancePath ? allowedBy(fault) : undefined));
  if (!allowed.includes(undefined)) return [oneOf(last, allowed.flat())];
  const shapes = shapesOf(last.schema);
  const tag = tagOf(shapes);
  const meant = tag === undefined ? notNull(shapes) : shapes.find((shape) => saysOf(shape, tag, last.data));
  if (meant !== undefined) {
    const within = `${last.schemaPath}/${meant.index}/`;
    return faultsOfMeant(faults.filter(({ schemaPath }) => schemaPath.startsWith(within)));
  }
  if (tag === undefined || !isJson(last.data)) return faults;
  const words = shapes.map(({ tags }) => tags.get(tag));
  return [oneOf({ ...last, instancePath: `${last.instancePath}/${tag}` }, words)];
}

/** The words or types that a fault says were allowed; undefined for a fault of another kind. */
function allowedBy({ keyword, params }: Validation): readonly unknown[] | undefined {
  if (keyword === 'type') return [params.type];
  if (keyword === 'const') return [params.allowedValue];
  return keyword === 'enum' && Array.isArray(params.allowedValues) ? params.allowedValues : undefined;
}

function oneOf(fault: Validation, allowedValues: readonly unknown[]): Validation {
  return { ...fault, keyword: 'enum', params: { allowedValues: [...allowedValues] } };
}

/** A shape of a choice: its place among them, whether it is null, and its fields that say one word each. */
type Shape = {
  readonly index: number;
  readonly isNull: boolean;
  readonly tags: ReadonlyMap<string, unknown>;
};

function shapesOf(schema: unknown): readonly Shape[] {
  return Array.isArray(schema) ? schema.map(shapeOf) : [];
}

function shapeOf(schema: unknown, index: number): Shape {
  const { type, properties } = isJson(schema) ? schema : {};
  const tags = Object.entries(isJson(properties) ? properties : {}).flatMap(([name, field]) =>
    isJson(field) && 'const' in field ? [[name, field.const] as const] : [],
  );
  return { index, isNull: type === 'null', tags: new Map(tags) };
}

/** The field by which all of these shapes are told apart. */
function tagOf([first, ...others]: readonly Shape[]): string | undefined {
  return [...(first?.tags.keys() ?? [])].find((tag) => others.every(({ tags }) => tags.has(tag)));
}

/** The one shape beside null: what is not null was meant to be it. */
function notNull(shapes: readonly Shape[]): Shape | undefined {
  const [one, ...others] = shapes.filter(({ isNull }) => !isNull);
  return others.length === 0 ? one : undefined;
}

function saysOf({ tags }: Shape, tag: string, data: unknown): boolean {
  return isJson(data) && Object.hasOwn(data, tag) && tags.get(tag) === data[tag];
}

function isJson(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
