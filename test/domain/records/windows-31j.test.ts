import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildWindows31j } from '../../../src/records/formats/build-windows31j.ts';

const encode = buildWindows31j();
const decode = (bytes: Uint8Array) => new TextDecoder('shift_jis', { fatal: true }).decode(bytes);

describe('Windows-31J', () => {
  it('reads back as it was written, with 髙 and 﨑 where Windows has them', () => {
    const text = '髙﨑　花子 ｱｲｳ ①㈱ 00123\r\n';
    const { bytes, unwritten } = encode(text);
    expect(decode(bytes)).toBe(text);
    expect(unwritten.size).toBe(0);
    expect(encode('髙﨑').bytes.toString('hex')).toBe('fbfcfab1');
    expect(encode('①∵').bytes.toString('hex')).toBe('874081e6');
  });

  it('writes what people type for what it is read back as', () => {
    expect(decode(encode('9〜17時 − ‖').bytes)).toBe('9～17時 － ∥');
  });

  it('says what it cannot write, and how often', () => {
    const { bytes, unwritten } = encode('𠮷野家と𠮷田、剝く');
    expect(decode(bytes)).toBe('〓野家と〓田、〓く');
    expect([...unwritten]).toEqual([
      ['𠮷', 2],
      ['剝', 1],
    ]);
  });

  it('takes a character with a variation selector for one that it cannot write', () => {
    const { bytes, unwritten } = encode('辻\u{e0100}');
    expect(decode(bytes)).toBe('〓');
    expect([...unwritten.keys()]).toEqual(['辻\u{e0100}']);
  });

  it('has every character of what the records say themselves', () => {
    const folder = new URL('../../../src/records/', import.meta.url);
    const files = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((name) =>
      name.endsWith('.ts'),
    );
    const comment = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
    const unwritten = files.flatMap((name) => {
      const code = readFileSync(new URL(name, folder), 'utf8').replaceAll(comment, '');
      return [...encode(code).unwritten.keys()].map((character) => `${name}: ${character}`);
    });
    expect(files.length).toBeGreaterThan(50);
    expect(unwritten).toEqual([]);
  });
});
