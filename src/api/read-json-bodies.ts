import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { countMembers, findRepeatedKeys, measureJson, type RepeatedKey } from '../kernel/measure-json.ts';
import type { Refusal } from '../kernel/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a body of the route may be made of, where it may be more than `usualBody`. */
    readonly body?: BodyBounds;
  }
}

/** How much a body may be made of. Its bytes are bounded by the route's `bodyLimit`. */
export type BodyBounds = {
  /** Values of every kind, those within others too: each costs more than its bytes to build, to look at and to judge. */
  readonly values: number;
  /** How many arrays and objects may stand within one another. */
  readonly depth: number;
  /** How many different keys there may be: ours are few, and objects made of thousands are a hundred times as slow to build. */
  readonly names: number;
};

/** Bytes and parts that no act of one person or thing comes near. */
export const usualBody = { bytes: 65_536, values: 5_000, depth: 32, names: 500 } as const;

export type JsonReading = {
  /** What becomes of `__proto__` and `constructor.prototype` as keys. */
  readonly poisoned: 'error' | 'ignore';
  /** What becomes of a key that one object has twice: the last one counts, and whoever takes the body asks `findRepeated`. */
  readonly repeated: 'error' | 'told';
};

/** Keys that objects of a body have twice, and the body as it came. */
export type RepeatedInBody = { readonly keys: readonly RepeatedKey[]; readonly text: Buffer };

const repeatedIn = new WeakMap<FastifyRequest, RepeatedInBody>();

/** Which keys a body has twice; undefined where none. */
export function findRepeated(request: FastifyRequest): RepeatedInBody | undefined {
  return repeatedIn.get(request);
}

/**
 * Bodies are UTF-8 or nothing (RFC 8259 §8.1): the framework's own reading puts U+FFFD where bytes are no character, and a
 * name would come back changed. They are measured before anything is built from them, so that none holds up the doors.
 */
export function readJsonBodies(app: FastifyInstance, { poisoned, repeated }: JsonReading): void {
  const parse = app.getDefaultJsonParser(poisoned, poisoned);
  // Plain text, which the framework would take for a body, is none of ours.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(new BodyRefused(unreadable));
    const { members, ...measure } = measureJson(body);
    const bounds = request.routeOptions.config.body ?? usualBody;
    const refusal = judgeMeasure(measure, bounds);
    if (refusal !== undefined) return done(new BodyRefused(refusal));
    return parse(request as FastifyRequest, body.toString('utf8'), (error, value) => {
      if (error !== null || countMembers(value) === members) return done(error, value);
      const keys = findRepeatedKeys(body);
      if (repeated === 'error') return done(new BodyRefused(refusalOfRepeated(keys)));
      repeatedIn.set(request, { keys, text: body });
      return done(null, value);
    });
  });
}

/** A body that was not read, and what is answered. */
export class BodyRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super('the body is refused');
    this.refusal = refusal;
  }
}

/** What is answered where a body is no JSON. */
export const unreadable: Refusal = {
  code: 'bad-request',
  detail: '本文を JSON として読めません。UTF-8 の JSON（RFC 8259）で送り直してください。',
};

function judgeMeasure(measure: BodyBounds, { values, depth, names }: BodyBounds): Refusal | undefined {
  if (measure.values > values) {
    return { code: 'body-too-large', detail: `本文の値は ${values} 個までにして、分けて送ってください。` };
  }
  if (measure.depth > depth) {
    return { code: 'bad-request', detail: `本文の入れ子は ${depth} 段までにしてください。` };
  }
  if (measure.names > names) {
    return { code: 'bad-request', detail: `本文の項目名は ${names} 種類までにしてください。` };
  }
  return undefined;
}

/** What is answered where keys stand twice. */
export function refusalOfRepeated(keys: readonly RepeatedKey[]): Refusal {
  const message = 'この項目が二度書かれています。どちらを意味するか分からないため、一つにしてください';
  const errors = keys.map(({ within, key }) => ({ at: ['body', ...within, key].join('/'), message }));
  return { code: 'bad-request', errors };
}
