export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Three significant digits: what a ratio of noisy runs can say. */
export function rounded(figure: number): number {
  return Number(figure.toPrecision(3));
}

/** Prints a figure: one JSON object a line, or a line to read. */
export function buildReport(
  json: boolean,
): (figures: { readonly name: string } & Record<string, unknown>) => void {
  return (figures) => {
    if (json) return console.log(JSON.stringify(figures));
    const { name, ...rest } = figures;
    console.log(
      `${name.padEnd(14)} ${Object.entries(rest)
        .map(([key, value]) => `${key} ${value}`)
        .join('  ')}`,
    );
  };
}
