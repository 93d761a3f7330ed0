import { describe, expect, it, vi } from 'vitest';
import { buildSharedPages } from '../../../src/live/stream/shared-pages.ts';

describe('pages that consoles share', () => {
  it('are read once for all who ask for the same, also while they are being read', async () => {
    const pages = buildSharedPages<number>(2);
    const read = vi.fn(async () => 7);
    const asked = Array.from({ length: 20 }, () => pages.take('0', read));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, () => 7));
    expect(await pages.take('0', read)).toBe(7);
    expect(read).toHaveBeenCalledTimes(1);
    pages.clear();
    await pages.take('0', read);
    expect(read).toHaveBeenCalledTimes(2);
    pages.clear();
  });

  it('are at most so many, the oldest forgotten first', async () => {
    const pages = buildSharedPages<string>(2);
    const read = vi.fn(async (name: string) => name);
    const take = (name: string) => pages.take(name, () => read(name));
    for (const name of ['a', 'b', 'c', 'b', 'c', 'a']) expect(await take(name)).toBe(name);
    expect(read.mock.calls.flat()).toEqual(['a', 'b', 'c', 'a']);
    pages.clear();
  });

  it('are not kept where they could not be read', async () => {
    const pages = buildSharedPages<number>(2);
    await expect(pages.take('0', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect(await pages.take('0', async () => 1)).toBe(1);
    pages.clear();
  });

  it('are forgotten when nobody has asked for a while', async () => {
    vi.useFakeTimers();
    const pages = buildSharedPages<number>(2);
    const read = vi.fn(async () => 7);
    await pages.take('0', read);
    vi.advanceTimersByTime(4_999);
    await pages.take('0', read);
    vi.advanceTimersByTime(5_000);
    await pages.take('0', read);
    expect(read).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
    pages.clear();
  });
});
