import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ownFormats } from '../../src/api/edge/set-validators.ts';

/** What validates as the document says, and takes no keyword that is none. */
export function anAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: true });
  formats.default(ajv);
  for (const [format, isWritten] of Object.entries(ownFormats)) ajv.addFormat(format, isWritten);
  return ajv;
}
