import { type BadgeFile, parseBadgeReads } from '../../src/replay/parse-badge-reads.ts';

/** A made-up file of badge reads: a head and one line each of `day time prox-id floor zone`. */
export function badgeCsv(lines: readonly string[]): string {
  const rows = lines.map((line) => {
    const [day, time, card, floor, ...zone] = line.split(' ');
    return `${day} ${time}, fixed-prox, ${card}, ${floor}, ${zone.join(' ')}`;
  });
  return ['timestamp, type, prox-id, floor, zone', ...rows, ''].join('\n');
}

export function badgeFile(lines: readonly string[]): BadgeFile {
  const parsed = parseBadgeReads(badgeCsv(lines), 'Asia/Tokyo');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}
