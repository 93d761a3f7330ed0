/** The words that were given, without those that were not. */
export function wordsOf(
  given: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, words]) => (words === undefined ? [] : [[name, words]])),
  );
}
