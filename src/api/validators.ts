import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

/**
 * Bodies are taken as they are: an unknown field or a string for a number is refused, never mended.
 * Parameters and queries arrive as text and are read into their types.
 */
export function setValidators(app: FastifyInstance): void {
  const body = buildAjv(false);
  const text = buildAjv('array');
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : text).compile(schema));
}

function buildAjv(coerceTypes: false | 'array'): Ajv {
  const ajv = new Ajv({
    coerceTypes,
    useDefaults: true,
    removeAdditional: false,
    allErrors: false,
    strict: false,
  });
  formats.default(ajv);
  ajv.addFormat('uuid', isUuid);
  ajv.addFormat('date-time', isInstant);
  return ajv;
}

/** `urn:uuid:` is the format's other spelling, and none the database reads. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

const earliest = Date.UTC(1900);
const latest = Date.UTC(10_000);

/** RFC 3339 with offset, of a day that exists and a moment a Date and the database both know: no leap second, none before 1900. */
function isInstant(text: string): boolean {
  const [, day] = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return false;
  const instant = Date.parse(text);
  return instant >= earliest && instant < latest;
}

/** Date.parse takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}
