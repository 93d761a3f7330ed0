import { describe, expect, it } from 'vitest';
import { parseBadgeReads } from '../../../src/replay/parse-badge-reads.ts';
import { badgeCsv } from '../../support/badge-file.ts';

const lines = ['2026-04-06 08:00:00 aoki001 1 Hall', '2026-04-06 08:01:10 aoki001 3 Server Room'];

describe('a file of badge reads', () => {
  it('is read by the clock of its building', () => {
    const parsed = parseBadgeReads(badgeCsv(lines), 'Asia/Tokyo');
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        badLines: [],
        reads: [
          { line: 2, day: '2026-04-06', hour: 8, weekday: 1, person: 'aoki', issue: 1, zone: '1, Hall' },
          { line: 3, card: 'aoki001', floor: '3', room: 'Server Room', zone: '3, Server Room' },
        ],
      },
    });
    expect(parsed.ok && parsed.value.reads[0]?.at.toISOString()).toBe('2026-04-05T23:00:00.000Z');
  });

  it('reads the same with a BOM, CRLF, spaces and empty lines', () => {
    const plain = parseBadgeReads(badgeCsv(lines), 'Asia/Tokyo');
    const untidy = `\uFEFF${badgeCsv(lines).replaceAll(', ', ' ,  ').replaceAll('\n', '\r\n')}\r\n`;
    expect(parseBadgeReads(untidy, 'Asia/Tokyo')).toEqual(plain);
  });

  it('tells bad lines by number and keeps the good ones, in the order of time', () => {
    const parsed = parseBadgeReads(
      `${badgeCsv(lines.toReversed())}2026-13-01 08:00:00, fixed-prox, aoki001, 1, Hall
no time, fixed-prox, aoki001, 1, Hall
2026-04-06 09:00:00, fixed-prox, 001, 1, Hall
2026-04-06 09:00:00, fixed-prox, aoki001, 1,
2026-04-06 09:00:00, fixed-prox, aoki001
2026-04-06 09:00:00, fixed-prox, aoki001, 1, \uFFFD\uFFFD
`,
      'Asia/Tokyo',
    );
    if (!parsed.ok) throw new Error(parsed.refusal.why);
    expect(parsed.value.reads.map(({ line }) => line)).toEqual([3, 2]);
    expect(parsed.value.badLines.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it.each([
    ['without its columns', 'when, card\n2026-04-06, aoki001\n', 1],
    ['without a single read', 'timestamp, type, prox-id, floor, zone\n', 1],
    ['that is empty', '', 1],
  ])('%s is refused', (_, text, line) => {
    expect(parseBadgeReads(text, 'Asia/Tokyo')).toMatchObject({ ok: false, refusal: { line } });
  });
});
