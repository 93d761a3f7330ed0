import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import { isInstant } from '../kernel/instant.ts';

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
