/** The same pages; at their end, or where whoever takes them stops, `onEnd` is told how many rows were taken. */
export async function* countedPages<Row>(
  pages: AsyncIterable<readonly Row[]>,
  onEnd: (rows: number) => Promise<void>,
): AsyncGenerator<readonly Row[]> {
  let rows = 0;
  try {
    for await (const page of pages) {
      rows += page.length;
      yield page;
    }
  } finally {
    await onEnd(rows);
  }
}
