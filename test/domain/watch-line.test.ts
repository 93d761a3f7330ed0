import { describe, expect, it } from 'vitest';
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
});
