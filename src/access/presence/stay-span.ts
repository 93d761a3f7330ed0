/** Since when and until when a stay lasted, by which entries, and when those were recorded. */
export type StaySpan = {
  readonly since: string;
  readonly seq: number;
  readonly learntAt: string;
  /** null = it still lasts. */
  readonly until: string | null;
  readonly untilSeq: number | null;
  readonly untilLearntAt: string | null;
};

/** The same as a statement tells it. */
export type SpanRow = {
  readonly since: Date;
  readonly seq: number;
  readonly learntAt: Date;
  readonly until: Date | null;
  readonly untilSeq: number | null;
  readonly untilLearntAt: Date | null;
};

export function spanOf({ since, seq, learntAt, until, untilSeq, untilLearntAt }: SpanRow): StaySpan {
  return {
    since: since.toISOString(),
    seq,
    learntAt: learntAt.toISOString(),
    until: until?.toISOString() ?? null,
    untilSeq,
    untilLearntAt: untilLearntAt?.toISOString() ?? null,
  };
}
