import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import { isUuid } from '../kernel/ids.ts';
import { isInstant } from '../kernel/is-instant.ts';
import { parseName } from '../kernel/parse-name.ts';

/** What our schemas mean by these formats; `name` is ours alone. */
export const ownFormats = {
  uuid: isUuid,
  'date-time': isInstant,
  name: (text: string) => parseName(text).ok,
} as const;

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
  for (const [format, isWritten] of Object.entries(ownFormats)) ajv.addFormat(format, isWritten);
  return ajv;
}
