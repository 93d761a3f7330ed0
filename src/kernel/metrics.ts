/** What the service counts of itself while it works: numbers and route patterns, never an id of anybody. */
export type Metrics = {
  /** One batch of card reads and gateway events: how many, which lane, and how long its transaction took. */
  readonly batch: (batch: {
    readonly lane: 'live' | 'late';
    readonly events: number;
    readonly seconds: number;
    readonly outcome: 'committed' | 'failed';
  }) => void;
  /** Events waiting for a batch, over all sites of this instance. */
  readonly waiting: (events: number) => void;
  /** Consoles following the live stream of this instance. */
  readonly followers: (count: number) => void;
};
