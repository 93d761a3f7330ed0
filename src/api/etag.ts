import type { FastifyRequest } from 'fastify';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** The version of what was read (RFC 9110 §8.8.3): the seq of its last change. */
export function etagOf(seq: number): string {
  return `"${seq}"`;
}

/** The seq that `If-Match` names. Refused without one; anything else than one of our tags matches nothing. */
export function parseIfMatch(request: FastifyRequest): Result<number, Refusal> {
  const given = request.headers['if-match'];
  if (given === undefined) {
    return refuse({
      code: 'version-required',
      detail: '先に読み取った ETag を If-Match に付けて送ってください。',
    });
  }
  const [, seq] = /^"(\d{1,15})"$/.exec(given) ?? [];
  return ok(seq === undefined ? -1 : Number(seq));
}
