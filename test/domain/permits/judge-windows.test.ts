import { describe, expect, it } from 'vitest';
import { judgeWindows } from '../../../src/permits/applying/judge-windows.ts';

const [from, until] = ['2026-04-06T00:00:00Z', '2026-04-07T00:00:00Z'];
const period = { from: new Date(from), until: new Date(until) };

function faultsOf(...windows: readonly (readonly [string, string])[]): readonly string[] {
  const terms = { windows: windows.map(([begin, end]) => ({ from: begin, until: end })) };
  return judgeWindows({ ...period, terms }).map(({ at }) => at);
}

describe('the windows of an application', () => {
  it('may be none, or reach from the beginning of its period to its end', () => {
    expect(judgeWindows({ ...period, terms: {} })).toEqual([]);
    expect(faultsOf([from, until], ['2026-04-06T18:00:00+09:00', '2026-04-06T21:00:00+09:00'])).toEqual([]);
  });

  it.each([
    ['begins before its period', '2026-04-05T23:59:59.999Z', until],
    ['ends after its period', from, '2026-04-07T00:00:00.001Z'],
    ['ends when it begins', from, from],
    ['ends before it begins', '2026-04-06T02:00:00Z', '2026-04-06T01:00:00Z'],
  ])('include none that %s', (_how, begin, end) => {
    expect(faultsOf([from, until], [begin, end])).toEqual(['/terms/windows/1']);
  });
});
