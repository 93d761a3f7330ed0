import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { type ObjectSchema, schemaInParts } from './schema-in-parts.ts';

/** Characters that are written in one go. */
const pieceLength = 65_536;

/** How a value is written by a part of a schema. */
type Write = (value: unknown) => string;

/**
 * How objects of a schema are sent as the JSON that it makes of them, their long lists item by item: megabytes written in one go
 * would keep the doors waiting.
 */
export function sendingInPieces(schema: ObjectSchema): (reply: FastifyReply, value: object) => FastifyReply {
  const { items } = schemaInParts(schema);
  // The framework keeps what it compiles by the very object that it is given.
  const parts = Object.entries(schema.properties).map(([name, property]) => {
    const item = items.get(name);
    return { name, isLong: item !== undefined, part: { ...(item ?? property) } };
  });

  function* textsOf(reply: FastifyReply, value: object): Generator<string, void> {
    let before = '{';
    for (const { name, isLong, part } of parts) {
      const member: unknown = Reflect.get(value, name);
      if (member === undefined) continue;
      const compiled = reply.compileSerializationSchema(part);
      const write: Write = (one) => compiled(Object(one));
      yield `${before}${JSON.stringify(name)}:`;
      before = ',';
      if (isLong && Array.isArray(member)) yield* textsOfList(member, write);
      else yield write(member);
    }
    yield '}';
  }

  return (reply, value) =>
    reply.type('application/json; charset=utf-8').send(Readable.from(inPieces(textsOf(reply, value))));
}

function* textsOfList(list: readonly unknown[], write: Write): Generator<string, void> {
  let before = '[';
  for (const item of list) {
    yield `${before}${write(item)}`;
    before = ',';
  }
  yield list.length === 0 ? '[]' : ']';
}

/** Joined to pieces, and whoever waits for the event loop goes before the next. */
async function* inPieces(texts: Iterable<string>): AsyncGenerator<string, void> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
    await nextTurn();
  }
  yield piece;
}
