import { isDeepStrictEqual } from 'node:util';
import { problemMediaType } from '../send-problem.ts';

type Json = Readonly<Record<string, unknown>>;

/** Keywords whose values are examples of what a schema describes, not schemas. */
const samples = new Set(['default', 'const', 'enum', 'example', 'examples']);

/**
 * The document with every schema that has a title written once, under `components.schemas` by that title, every
 * problem once, under `components.responses`, and every parameter of several operations once, under
 * `components.parameters`; where they stood, `$ref` names them. What a request may leave out (its
 * defaults) makes it another schema than the answer's: it is then called a draft, `SitePlanDraft` beside `SitePlan`.
 * Pure; throws where two schemas that differ have one title. Only the document is written so: what validates and writes
 * at run time keeps its schemas whole.
 */
export function shareSchemas<Document extends Json>(document: Document): Document {
  const schemas = new Map<string, Json>();
  const responses = new Map<string, unknown>();

  /** What is written in the place of a schema of this title. */
  function shareTitled(schema: Json, title: string, inRequest: boolean): Json {
    const taken = schemas.get(title);
    const name =
      inRequest && taken !== undefined && !isDeepStrictEqual(taken, { ...schema, title })
        ? `${title}Draft`
        : title;
    share(schemas, name, { ...schema, title: name });
    return { $ref: `#/components/schemas/${name}` };
  }

  function shareIn(value: unknown, inRequest: boolean): unknown {
    if (Array.isArray(value)) return value.map((item) => shareIn(item, inRequest));
    if (!isJson(value)) return value;
    const { properties, ...rest } = value;
    const schema = {
      ...mapValues(rest, (item, key) => (samples.has(key) ? item : shareIn(item, inRequest))),
      // Its keys are names that the schema gives, whatever they are.
      ...(isJson(properties)
        ? { properties: mapValues(properties, (item) => shareIn(item, inRequest)) }
        : {}),
    };
    return typeof value.title === 'string' ? shareTitled(schema, value.title, inRequest) : schema;
  }

  function shareResponse(response: unknown, status: string): unknown {
    const shared = shareIn(response, false);
    if (!isProblem(shared)) return shared;
    const name = status === 'default' ? 'Problem' : `Problem${status}`;
    share(responses, name, shared);
    return { $ref: `#/components/responses/${name}` };
  }

  /** Answers first: it is the request's schema that is the draft of another. */
  const answered = mapOperations(document, (operation) => ({
    ...operation,
    responses: mapValues(operation.responses, shareResponse),
  }));
  const asked = mapOperations({ paths: answered }, ({ parameters, requestBody, ...rest }) => ({
    ...rest,
    ...(parameters === undefined ? {} : { parameters: shareIn(parameters, true) }),
    ...(requestBody === undefined ? {} : { requestBody: shareIn(requestBody, true) }),
  }));
  const parameters = repeatedParameters(asked);
  const paths = mapOperations({ paths: asked }, (operation) =>
    Array.isArray(operation.parameters)
      ? { ...operation, parameters: operation.parameters.map((one) => refTo(parameters, one)) }
      : operation,
  );
  const components = {
    ...(isJson(document.components) ? document.components : {}),
    schemas: sorted(schemas),
    responses: sorted(responses),
    parameters: sorted(parameters),
  };
  return { ...document, paths, components };
}

/** Parameters that several operations have, by name; of two that bear one name and differ, the one that is met first. */
function repeatedParameters(paths: Json): ReadonlyMap<string, Json> {
  const met: Json[] = [];
  const repeated = new Map<string, Json>();
  mapOperations({ paths }, (operation) => {
    const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isJson) : [];
    for (const one of parameters) {
      const name = String(one.name);
      if (!met.some((other) => isDeepStrictEqual(other, one))) met.push(one);
      else if (!repeated.has(name)) repeated.set(name, one);
    }
    return operation;
  });
  return repeated;
}

function refTo(parameters: ReadonlyMap<string, Json>, one: unknown): unknown {
  if (!isJson(one)) return one;
  const name = String(one.name);
  return isDeepStrictEqual(parameters.get(name), one) ? { $ref: `#/components/parameters/${name}` } : one;
}

function share<Part>(shared: Map<string, Part>, name: string, part: Part): void {
  const taken = shared.get(name);
  if (taken !== undefined && !isDeepStrictEqual(taken, part))
    throw new Error(`two parts of the document are ${name}`);
  shared.set(name, part);
}

function isProblem(response: unknown): boolean {
  return isJson(response) && isJson(response.content) && problemMediaType in response.content;
}

function mapOperations(document: Json, change: (operation: Json) => Json): Json {
  return mapValues(document.paths, (methods) =>
    mapValues(methods, (operation) => (isJson(operation) ? change(operation) : operation)),
  );
}

function mapValues(of: unknown, change: (value: unknown, key: string) => unknown): Json {
  if (!isJson(of)) return {};
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value, key)]));
}

function sorted(parts: ReadonlyMap<string, unknown>): Json {
  return Object.fromEntries([...parts].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
