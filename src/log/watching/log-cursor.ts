import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A place in a log, after the entry `seq`: `{epoch}:{seq}:{proof}`. The epoch says which history is meant, the proof which
 * entry stands there. What an older program gave out, or somebody wrote down, has no proof.
 */
export type LogCursor = {
  readonly epoch: string;
  readonly seq: number;
  readonly proof: CursorProof | undefined;
};

/** Which entry a cursor stands behind, and that the log said so itself: nobody else can claim what the log does not know. */
export type CursorProof = {
  /** The first 16 hexadecimal digits of the entry's leaf hash; zeroes before the first entry. */
  readonly leaf: string;
  /** The first 16 hexadecimal digits of an HMAC over all of it, under the log's own key. */
  readonly seal: string;
};

/** What a log gives to its cursors. */
export type CursorSource = { readonly epoch: string; readonly cursorKey: Buffer };

const digits = 16;
const shape = new RegExp(
  `^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(0|[1-9][0-9]{0,15})(?::([0-9a-f]{${digits}})([0-9a-f]{${digits}}))?$`,
);

/** The cursor behind the entry `seq`. `leaf`: which entry that is (`shortLeaf`). */
export function cursorAt({ epoch, cursorKey }: CursorSource, seq: number, leaf: string): LogCursor {
  return { epoch, seq, proof: { leaf, seal: sealOf(cursorKey, { epoch, seq, leaf }) } };
}

export function formatCursor({ epoch, seq, proof }: LogCursor): string {
  return proof === undefined ? `${epoch}:${seq}` : `${epoch}:${seq}:${proof.leaf}${proof.seal}`;
}

/** Undefined for what is no cursor. */
export function parseCursor(text: string): LogCursor | undefined {
  const [, epoch, number, leaf, seal] = shape.exec(text) ?? [];
  const seq = Number(number);
  if (epoch === undefined || !Number.isSafeInteger(seq)) return undefined;
  return { epoch, seq, proof: leaf === undefined || seal === undefined ? undefined : { leaf, seal } };
}

/** Whether the log with that key gave out this cursor. */
export function isSealed(cursorKey: Buffer, { epoch, seq, proof }: LogCursor): boolean {
  if (proof === undefined) return false;
  const seal = sealOf(cursorKey, { epoch, seq, leaf: proof.leaf });
  return timingSafeEqual(Buffer.from(seal), Buffer.from(proof.seal));
}

/** As much of a leaf hash as a cursor carries; null: there is no entry. */
export function shortLeaf(leaf: Buffer | null): string {
  return leaf === null ? '0'.repeat(digits) : leaf.toString('hex').slice(0, digits);
}

function sealOf(
  cursorKey: Buffer,
  { epoch, seq, leaf }: { epoch: string; seq: number; leaf: string },
): string {
  return createHmac('sha256', cursorKey).update(`${epoch}:${seq}:${leaf}`).digest('hex').slice(0, digits);
}
