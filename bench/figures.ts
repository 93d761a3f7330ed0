export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * The order statistics between which the true median lies with at least 95 %, whatever the distribution (sign test).
 * Of fewer than six samples: the smallest and the largest, which promise less.
 */
export function medianInterval(samples: readonly number[]): readonly [number, number] {
  const sorted = samples.toSorted((one, other) => one - other);
  const count = sorted.length;
  let outside = 0;
  let left = -1;
  for (let below = 0, chance = 0.5 ** count; below < count / 2; below += 1) {
    outside += chance;
    if (outside > 0.025) break;
    left = below;
    chance = (chance * (count - below)) / (below + 1);
  }
  const first = Math.max(left, 0);
  return [sorted[first] ?? Number.NaN, sorted[count - 1 - first] ?? Number.NaN];
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
