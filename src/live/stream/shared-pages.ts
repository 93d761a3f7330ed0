/** Reads of a log that are asked for by several at once, or shortly one after the other. */
export type SharedPages<Page> = {
  /** The page of this name: as it was read for somebody else, or read now. */
  readonly take: (name: string, read: () => Promise<Page>) => Promise<Page>;
  readonly clear: () => void;
};

/** Whoever goes through the same pages more slowly than this reads them anew. */
const forgottenAfterMs = 5_000;

/**
 * Keeps the pages read last, at most so many: consoles that return together go on from the same places, and a page is read and
 * encoded for all of them once. One that could not be read is not kept.
 */
export function buildSharedPages<Page>(mostKept: number): SharedPages<Page> {
  const pages = new Map<string, Promise<Page>>();
  let timer: NodeJS.Timeout | undefined;

  function forgetOldest(): void {
    const [oldest] = pages.keys();
    if (pages.size > mostKept && oldest !== undefined) pages.delete(oldest);
  }

  return {
    take(name, read) {
      clearTimeout(timer);
      timer = setTimeout(() => pages.clear(), forgottenAfterMs).unref();
      const known = pages.get(name);
      if (known !== undefined) return known;
      const page = read();
      pages.set(name, page);
      forgetOldest();
      page.catch(() => {
        if (pages.get(name) === page) pages.delete(name);
      });
      return page;
    },
    clear() {
      clearTimeout(timer);
      pages.clear();
    },
  };
}
