import type { RecordRow } from '../kinds/record-kinds.ts';
import type { NamingPage } from '../shown/shown-record.ts';
import type { Told } from './end-read.ts';

/** The rows of the same pages; at their end, or where whoever takes them stops, `onEnd` is told how many were taken, and whom they named, beside whom all is about. */
export async function* countedPages(
  pages: AsyncIterable<NamingPage>,
  about: readonly string[],
  onEnd: (told: Told) => Promise<void>,
): AsyncGenerator<readonly RecordRow[]> {
  let count = 0;
  const named = new Set(about);
  try {
    for await (const { rows, persons } of pages) {
      count += rows.length;
      for (const person of persons) named.add(person);
      yield rows;
    }
  } finally {
    await onEnd({ rows: count, persons: [...named] });
  }
}
