import { describe, expect, it } from 'vitest';
import { reasons } from '../../src/access/decide/reasons.ts';
import { watchLine } from '../../src/cli/watch-line.ts';

describe('a line of the watch', () => {
  it('says why somebody began an emergency', () => {
    const entry = {
      seq: 1313,
      at: '2026-11-21T23:57:50.165Z',
      kind: 'emergency-begun',
      verdict: null,
      subject: {},
      reasons: [],
      names: { zones: {}, doors: {}, persons: {}, reason: '訓練' },
    };
    expect(watchLine(entry, 'ja', false)).toBe('1313  08:57:50  emergency-begun  訓練');
  });

  it('names everybody who passed in one entry', () => {
    const entry = {
      seq: 1314,
      at: '2026-11-21T23:57:50.165Z',
      kind: 'card-read',
      verdict: 'grant',
      subject: { person: 'a', with: ['b', 'c'], door: 'gate', from: 'hall', to: 'office' },
      reasons: [],
      names: {
        zones: { hall: '玄関ホール', office: '執務室' },
        doors: { gate: '南ゲート' },
        persons: { a: { name: '佐藤' }, b: { name: '伊藤' } },
      },
    };
    expect(watchLine(entry, 'ja', false)).toBe(
      '1314  08:57:50  通行可  南ゲート  玄関ホール→執務室  佐藤・伊藤・c',
    );
  });

  const refused = {
    seq: 7,
    at: '2026-11-21T23:57:50.165Z',
    kind: 'card-read',
    verdict: 'deny',
    subject: { door: 'office-server' },
    reasons: [{ code: 'card-lost' }, { code: 'no-permission', clause: '2.3.1.1(2)(a)(ア)' }],
    names: { zones: {}, doors: {}, persons: {} },
  };

  it.each([
    ['ja', '通行不可'],
    ['en', 'denied'],
  ] as const)('says why in the words of the terminal: %s', (language, verdict) => {
    const lost = reasons['card-lost'].says[language];
    const unpermitted = reasons['no-permission'].says[language];
    expect(watchLine(refused, language, false)).toBe(
      `7  08:57:50  ${verdict}  office-server  ${lost}, ${unpermitted} 2.3.1.1(2)(a)(ア)`,
    );
  });

  it('shows a reason or verdict of a newer service by its code', () => {
    const newer = { ...refused, verdict: 'maybe', reasons: [{ code: 'constructor' }] };
    expect(watchLine(newer, 'ja', false)).toBe('7  08:57:50  maybe  office-server  constructor');
  });
});
