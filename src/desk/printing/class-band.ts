/**
 * The band of a pass by the highest class of zone it is worn in (別表1 行36): told apart across a room, on a printer without colours,
 * and by whoever sees no colours. Lines, not a background: browsers print no backgrounds unless they are asked to.
 */
export function classBand(highestClass: number): string {
  const lines = [...level(highestClass), ...rising(highestClass), ...falling(highestClass)];
  return `<svg class="band" role="img" aria-label="${highestClass}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><path d="${lines.join('')}"/></svg>`;
}

const width = 62;
const height = 14;
const steps = Array.from({ length: Math.ceil((width + height) / 6) }, (_, nth) => nth * 6);

/** Class 0 and 1: two level lines. */
function level(highestClass: number): readonly string[] {
  return highestClass <= 1 ? [4, 10].map((y) => `M0 ${y}H${width}`) : [];
}

/** Class 2: strokes; from class 3 on, they are crossed. */
function rising(highestClass: number): readonly string[] {
  return highestClass >= 2 ? steps.map((x) => `M${x - height} ${height}L${x} 0`) : [];
}

function falling(highestClass: number): readonly string[] {
  return highestClass >= 3 ? steps.map((x) => `M${x - height} 0L${x} ${height}`) : [];
}
