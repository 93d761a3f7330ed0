import type { FastifyRequest } from 'fastify';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** The version of what was read (RFC 9110 §8.8.3): the seq of its last change. */
export function etagOf(seq: number): string {
  return `"${seq}"`;
}

/** Whether the seq of something's last change is one that the caller has read; 0: there is nothing yet. */
type IsSeen = (seq: number) => boolean;

/**
 * Which versions `If-Match` names (RFC 9110 §13.1.1): any of a list, or with `*` any that is there. Refused without one; what is no
 * list of tags names nothing, and so does a tag that is none of ours.
 *
 * Weak tags are taken as well: a proxy that compresses an answer makes its `"201"` a `W/"201"` (nginx, gzip), and what it names is the
 * same, for our tags tell of what is recorded and not of the bytes that were sent.
 */
export function parseIfMatch(request: Pick<FastifyRequest, 'headers'>): Result<IsSeen, Refusal> {
  const given = request.headers['if-match'];
  if (given === undefined) {
    return refuse({
      code: 'version-required',
      detail: '先に読み取った ETag を If-Match に付けて送ってください。',
    });
  }
  return ok((seq) => namesTag(given, etagOf(seq), seq > 0));
}

/** The same where a version may be named: without one any will do. */
export function parseIfMatchGiven(request: Pick<FastifyRequest, 'headers'>): IsSeen {
  const named = parseIfMatch(request);
  return named.ok ? named.value : () => true;
}

/** Whether `If-None-Match` names this tag (RFC 9110 §13.1.2: weak or not is the same), so that its holder has what would be sent. */
export function hasAlready(request: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const given = request.headers['if-none-match'];
  return given !== undefined && namesTag(given, etag, true);
}

const entityTag = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;
const listOfTags = /^[\s,]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[^\S,]*(?:,[\s,]*|$))+$/;

function namesTag(header: string, etag: string, isThere: boolean): boolean {
  if (header.trim() === '*') return isThere;
  if (!listOfTags.test(header)) return false;
  return (header.match(entityTag) ?? []).some((tag) => opaque(tag) === opaque(etag));
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '');
}
