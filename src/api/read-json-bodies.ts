import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { atOnce, inSlices, type Slices } from '../kernel/in-slices.ts';
import {
  countingMembers,
  findRepeatedKeys,
  measuringJson,
  type RepeatedKey,
} from '../kernel/measuring-json.ts';
import { parsingJson } from '../kernel/parsing-json.ts';
import type { Refusal } from '../kernel/problem.ts';
import { Refused } from '../kernel/refused.ts';

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
  /** Bytes of one string: only a byte of it need be wrong, and all of it is built and looked at in one go. */
  readonly longest: number;
};

/** Bytes and parts that no act of one person or thing comes near. */
export const usualBody = { bytes: 65_536, values: 5_000, depth: 32, names: 500, longest: 65_536 } as const;

/** What is larger is taken apart, and this many bytes of it are built at once; what is smaller than that is read in one go. */
const largestAtOnce = 1_048_576;
const pieceBytes = 131_072;

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

  function* reading(request: FastifyRequest, body: Buffer): Slices<unknown> {
    if (!isUtf8(body)) throw new BodyRefused(unreadable);
    const { members, ...measure } = yield* measuringJson(body);
    const refusal = judgeMeasure(measure, request.routeOptions.config.body ?? usualBody);
    if (refusal !== undefined) throw new BodyRefused(refusal);
    const parsePiece = (piece: string) => parsed(parse, request, piece);
    const value =
      body.length > largestAtOnce ? yield* inPieces(body, parsePiece) : parsePiece(body.toString('utf8'));
    if ((yield* countingMembers(value)) < members) {
      const keys = findRepeatedKeys(body);
      if (repeated === 'error') throw new BodyRefused(refusalOfRepeated(keys));
      repeatedIn.set(request, { keys, text: body });
    }
    return value;
  }

  // Plain text, which the framework would take for a body, is none of ours.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const work = reading(request, body);
      return body.length > pieceBytes ? inSlices(work) : atOnce(work);
    },
  );
}

function* inPieces(body: Buffer, parsePiece: (piece: string) => unknown): Slices<unknown> {
  try {
    return yield* parsingJson(body, parsePiece, pieceBytes);
  } catch (error) {
    throw error instanceof SyntaxError ? new BodyRefused(unreadable) : error;
  }
}

type Parse = ReturnType<FastifyInstance['getDefaultJsonParser']>;

/** What the framework's own parser, which answers at once, makes of a text. */
function parsed(parse: Parse, request: FastifyRequest, text: string): unknown {
  let outcome: { readonly error: Error | null; readonly value: unknown } | undefined;
  parse(request, text, (error, value) => {
    outcome = { error, value };
  });
  if (outcome === undefined) throw new Error('the parser has not answered');
  if (outcome.error !== null) throw outcome.error;
  return outcome.value;
}

/** A body that was not read, and what is answered. */
class BodyRefused extends Refused {
  constructor(refusal: Refusal) {
    super('the body is refused', refusal);
  }
}

/** What is answered where a body is no JSON. */
export const unreadable: Refusal = {
  code: 'bad-request',
  detail: '本文を JSON として読めません。UTF-8 の JSON（RFC 8259）で送り直してください。',
};

function judgeMeasure(
  measure: BodyBounds,
  { values, depth, names, longest }: BodyBounds,
): Refusal | undefined {
  if (measure.values > values) {
    return { code: 'body-too-large', detail: `本文の値は ${values} 個までにして、分けて送ってください。` };
  }
  if (measure.depth > depth) {
    return { code: 'bad-request', detail: `本文の入れ子は ${depth} 段までにしてください。` };
  }
  if (measure.names > names) {
    return { code: 'bad-request', detail: `本文の項目名は ${names} 種類までにしてください。` };
  }
  if (measure.longest > longest) {
    return { code: 'bad-request', detail: `本文の一つの文字列は ${longest} バイトまでにしてください。` };
  }
  return undefined;
}

/** What is answered where keys stand twice. */
export function refusalOfRepeated(keys: readonly RepeatedKey[]): Refusal {
  const message = 'この項目が二度書かれています。どちらを意味するか分からないため、一つにしてください';
  const errors = keys.map(({ within, key }) => ({ at: ['', ...within, key].join('/'), message }));
  return { code: 'bad-request', errors };
}
