import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUuid } from '../../kernel/ids.ts';
import { inSlices, type Slices } from '../../kernel/in-slices.ts';
import { isInstant } from '../../kernel/is-instant.ts';
import { parseName } from '../../kernel/parse-name.ts';
import { itemsIn, type ObjectSchema, schemaInParts } from '../sending/schema-in-parts.ts';
import type { LateCompilers } from './late-compilers.ts';

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
export function setValidators(app: FastifyInstance, compilers: LateCompilers): void {
  app.decorate('compilers', compilers);
  const body = buildAjv(false, 'first');
  const text = buildAjv('array', 'first');
  app.setValidatorCompiler(({ schema, httpPart }) =>
    compilers.validator(httpPart === 'body' ? body : text, schema),
  );
}

/**
 * The same for one route whose body holds lists of thousands: its frame is validated as others are, and then, in slices and
 * before the handler, what stands in the lists. To be set where that route alone has a body.
 */
export function setValidatorsInSlices(app: FastifyInstance, schema: ObjectSchema): void {
  const [body, text] = [buildAjv(false, 'first'), buildAjv('array', 'first')];
  // What is missing of a frame is told at once: it holds no lists, so that its faults are few.
  const whole = buildAjv(false, 'all');
  const { frame, items } = schemaInParts(schema);
  const forms = new Map([...items].map(([list, item]) => [list, app.compilers.validator(body, item)]));

  function* findingFaults(value: unknown): Slices<readonly ErrorObject[]> {
    for (const { list, index, item } of itemsIn(value, { items })) {
      yield;
      const form = forms.get(list);
      if (form === undefined || form(item)) continue;
      return (form.errors ?? []).map((fault) => ({
        ...fault,
        instancePath: `/${list}/${index}${fault.instancePath}`,
      }));
    }
    return [];
  }

  app.setValidatorCompiler(({ schema: asked, httpPart }) =>
    httpPart === 'body' ? app.compilers.validator(whole, frame) : app.compilers.validator(text, asked),
  );
  app.addHook('preHandler', async (request: FastifyRequest) => {
    const faults = await inSlices(findingFaults(request.body));
    if (faults.length > 0) throw new BodyInvalid(faults);
  });
}

/** What the framework would say of a body that is not as asked. */
class BodyInvalid extends Error {
  readonly validation: readonly ErrorObject[];
  readonly validationContext = 'body';

  constructor(validation: readonly ErrorObject[]) {
    super('the body is not as asked');
    this.validation = validation;
  }
}

/** `faults`: told of one value, the first or every one. */
function buildAjv(coerceTypes: false | 'array', faults: 'first' | 'all'): Ajv {
  const ajv = new Ajv({
    coerceTypes,
    useDefaults: true,
    removeAdditional: false,
    allErrors: faults === 'all',
    strict: false,
    // A fault of a choice has its shapes with it: `faultsOfMeant` tells by them which was meant.
    verbose: true,
  });
  formats.default(ajv);
  for (const [format, isWritten] of Object.entries(ownFormats)) ajv.addFormat(format, isWritten);
  return ajv;
}
