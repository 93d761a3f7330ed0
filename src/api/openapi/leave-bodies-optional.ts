type Json = Readonly<Record<string, unknown>>;

/**
 * The document with every body that may also be `null` told as one that may be left out: the service takes no body for `null`. What
 * writes the document takes every body for required (OpenAPI 3.1, Request Body Object).
 */
export function leaveBodiesOptional<Document extends Json>(document: Document): Document {
  return { ...document, paths: mapJson(document.paths, (path) => mapJson(path, optionalIn)) };
}

function optionalIn(operation: unknown): unknown {
  if (!isJson(operation) || !isJson(operation.requestBody)) return operation;
  const { requestBody } = operation;
  const media = isJson(requestBody.content) ? Object.values(requestBody.content) : [];
  const required = !media.some((one) => isJson(one) && admitsNull(one.schema));
  return { ...operation, requestBody: { ...requestBody, required } };
}

function admitsNull(schema: unknown): boolean {
  if (!isJson(schema)) return false;
  return schema.type === 'null' || (Array.isArray(schema.anyOf) && schema.anyOf.some(admitsNull));
}

function mapJson(value: unknown, change: (item: unknown) => unknown): unknown {
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
