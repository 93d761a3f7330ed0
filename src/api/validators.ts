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
  return ajv;
}
