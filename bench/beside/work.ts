/** A gateway that was cut off, and uploads what it decided meanwhile. */
export type Upload = {
  readonly is: 'upload';
  readonly url: string;
  readonly token: string;
  readonly posts: number;
};

/** Consoles that return together, each told everything from an entry up to another. */
export type Return = {
  readonly is: 'return';
  readonly url: string;
  /** Of a guard. */
  readonly token: string;
  readonly siteId: string;
  readonly epoch: string;
  readonly after: number;
  readonly upTo: number;
  readonly consoles: number;
};

/** What the process beside is told: to make ready, then to begin. */
export type Told = Upload | Return | { readonly is: 'begin' };

/** What it answers: that it is ready; that it is done, and in how many milliseconds; or why it could not. */
export type Answer =
  | { readonly is: 'ready' }
  | { readonly is: 'done'; readonly tookMs: number }
  | { readonly is: 'failed'; readonly why: string };
