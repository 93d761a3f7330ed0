/** A place in a log, after the entry `seq`: `{epoch}:{seq}`. The epoch says which history is meant. */
export type LogCursor = { readonly epoch: string; readonly seq: number };

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(0|[1-9][0-9]{0,15})$/;

export function formatCursor({ epoch, seq }: LogCursor): string {
  return `${epoch}:${seq}`;
}

/** Undefined for what is no cursor. */
export function parseCursor(text: string): LogCursor | undefined {
  const [, epoch, digits] = shape.exec(text) ?? [];
  const seq = Number(digits);
  return epoch !== undefined && Number.isSafeInteger(seq) ? { epoch, seq } : undefined;
}
