/** An event's key (I3): which gateway said it, from which buffer, as its how many-eth. */
export type EventKey = {
  readonly caller: { readonly gatewayId: string };
  readonly epoch: string;
  readonly seq: number;
};

/** What is known of an event that has counted before; `digest` and `answer` are null once its receipt is 90 days old. */
export type SeenEvent = {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly digest: Buffer | null;
  readonly conflictDigest: Buffer | null;
  readonly answer: string | null;
};

/** A recorded grant: its entry, and who went through which door from where. */
export type Grant = {
  readonly seq: number;
  readonly person: string;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  /** The person was granted another passage since, or the same once more: that one stands, whatever became of this. */
  readonly superseded: boolean;
};

/** The grant behind a read that a gateway gave up. */
export type GivenUp = Grant & {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly read: number;
};

/** What falls due at a site. */
export type Deadline = { readonly kind: string; readonly ref: string; readonly dueAt: Date };

/** What becomes of an event that counts from now on. */
export type Receipt = {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly digest: Buffer;
  readonly entrySeq: number | null;
  readonly answer: string;
};
