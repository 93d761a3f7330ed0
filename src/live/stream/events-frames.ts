/** What a console is told of one entry: an alarm's frames, and the item of the entry itself where its filter lets it through. */
export type EntryTold = {
  readonly seq: number;
  /** Whole frames. */
  readonly alarms: readonly Buffer[];
  /** As JSON; undefined: the entry is covered, and not shown. */
  readonly item: Buffer | undefined;
};

/** No frame is longer than this, in bytes, but one whose only entry is longer by itself. */
export const largestFrame = 65_536;

/**
 * The frames that tell of `after`–`upTo`, as JSON: ranges that follow one another without a hole, each with the cursor behind it.
 * Whoever has taken a frame in has the log as far as its `upTo`, and nothing beyond.
 *
 * Alarms go before the range they stand in: a console that is cut off between the two gets the alarm twice, never not at all.
 */
export function eventsFrames(
  { after, upTo }: { readonly after: number; readonly upTo: number },
  told: readonly EntryTold[],
  cursorAt: (seq: number) => string,
  largest: number,
): readonly Buffer[] {
  const frames: Buffer[] = [];
  let from = after;
  let taken: EntryTold[] = [];
  let bytes = envelopeBytes;
  const close = (end: number) => {
    const items = taken.flatMap(({ item }) => (item === undefined ? [] : [comma, item])).slice(1);
    const head = `{"type":"events","after":${from},"upTo":${end},"cursor":"${cursorAt(end)}","items":[`;
    frames.push(...taken.flatMap(({ alarms }) => alarms));
    frames.push(Buffer.concat([Buffer.from(head), ...items, tail]));
    [from, taken, bytes] = [end, [], envelopeBytes];
  };
  for (const one of told) {
    const more = one.item === undefined ? 0 : one.item.length + 1;
    if (bytes + more > largest && bytes > envelopeBytes) close(one.seq - 1);
    taken.push(one);
    bytes += more;
  }
  close(upTo);
  return frames;
}

const comma = Buffer.from(',');
const tail = Buffer.from(']}');
/** Of a frame beside its items: two numbers of up to 16 digits and a cursor of up to 87 characters among them. */
const envelopeBytes = 192;
