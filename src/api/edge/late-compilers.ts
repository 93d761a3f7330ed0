import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import type { Ajv, AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import type { Slices } from '../../kernel/in-slices.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly compilers: LateCompilers;
  }
}

/**
 * Compiles validators and serializers when they are first used: all of them are two seconds of work, which neither the first
 * start nor a door that waits for its service should spend.
 */
export type LateCompilers = {
  readonly validator: (ajv: Ajv, schema: AnySchema) => Validator;
  /** For the framework, in place of its own. */
  readonly buildSerializer: SerializerSelector.SerializerFactory;
  /** Compiles what is left; a schema that cannot be compiled throws here. */
  readonly compileAll: () => Slices<void>;
};

/** What the framework calls, and then reads the faults from. */
export type Validator = { (value: unknown): boolean; errors?: ErrorObject[] | null };

type Serialize = ReturnType<ReturnType<SerializerSelector.SerializerFactory>>;

/** What was compiled, by the text of what it was compiled of: equal schemas are compiled once, also of services in one process that share it. */
export type CompiledSchemas = {
  readonly validators: Map<string, ValidateFunction>;
  readonly serializers: Map<string, Serialize>;
};

export function buildCompiledSchemas(): CompiledSchemas {
  return { validators: new Map(), serializers: new Map() };
}

export function buildLateCompilers(known = buildCompiledSchemas()): LateCompilers {
  const left = new Set<() => unknown>();

  /** Whoever asks first waits for it. */
  function later<Compiled>(
    among: Map<string, Compiled>,
    of: () => unknown,
    compile: () => Compiled,
  ): () => Compiled {
    let made: { readonly it: Compiled } | undefined;
    const make = () => {
      const text = JSON.stringify(of());
      const it = among.get(text) ?? compile();
      among.set(text, it);
      return { it };
    };
    const get = () => {
      made ??= make();
      left.delete(get);
      return made.it;
    };
    left.add(get);
    return get;
  }

  return {
    validator(ajv, schema) {
      const { coerceTypes, allErrors } = ajv.opts;
      const compiled = later(
        known.validators,
        () => [coerceTypes, allErrors, schema],
        () => ajv.compile(schema),
      );
      const validate: Validator = (value) => {
        const check = compiled();
        const isValid = check(value) === true;
        validate.errors = check.errors ?? null;
        return isValid;
      };
      return validate;
    },
    buildSerializer(external, options) {
      const compile = SerializerSelector()(external, options);
      return (route) => {
        const compiled = later(
          known.serializers,
          () => [external, route.schema],
          () => compile(route),
        );
        return (value) => compiled()(value);
      };
    },
    *compileAll() {
      for (const get of left) {
        get();
        yield;
      }
    },
  };
}
