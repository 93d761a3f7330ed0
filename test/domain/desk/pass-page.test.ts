import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { type PassFace, passPage, passPagePolicy } from '../../../src/desk/printing/pass-page.ts';
import { printSizes } from '../../../src/desk/printing/pass-style.ts';
import { elementsIn, type PageElement, parsedPage, textIn } from '../../support/parsed-page.ts';

const aFace = (over: Partial<PassFace> = {}): PassFace => ({
  numeral: '101',
  basis: 'visit',
  highestClass: 2,
  code: 'sekisho:pass:0190c5a8-0000-7000-8000-000000000001:1775466000',
  validUntil: '2026-04-06 18:00',
  wearer: { name: '佐藤 花子', affiliation: '個人' },
  zones: ['執務室'],
  ...over,
});

const partsOf = (face: PassFace, size: (typeof printSizes)[number] = 'label') =>
  elementsIn(parsedPage(passPage(face, size)));
const one = (parts: readonly PageElement[], of: string) =>
  parts.find(({ attributes }) => attributes.class === of);
const lineOf = (face: PassFace, of: string) => {
  const found = one(partsOf(face), of);
  return found === undefined ? undefined : textIn(found);
};
const drawingOf = (face: PassFace, of: string) => {
  const drawing = one(partsOf(face), of);
  const [path] = drawing === undefined ? [] : elementsIn(drawing);
  return path?.attributes.d ?? '';
};

describe('the page of a pass', () => {
  it.each(printSizes)('is one pass of 62 × 100 mm for %s, that fetches and runs nothing', (size) => {
    const parts = partsOf(aFace(), size);
    expect(parts.filter(({ tag }) => tag === 'main')).toHaveLength(1);
    const style = textIn(
      parts.find(({ tag }) => tag === 'style') ?? { tag: '', attributes: {}, children: [] },
    );
    expect(style).toContain(size === 'label' ? 'size:62mm 100mm' : 'size:A4');
    expect(style).toContain('width:62mm;height:100mm');
    expect(style).not.toMatch(/url\(|@import/);
    const named = parts.flatMap(({ tag, attributes }) => [tag, ...Object.keys(attributes)]);
    expect(named.filter((name) => /^(script|link|iframe|object|on\w+|src|href|style)$/.test(name))).toEqual([
      'style',
    ]);
    const hash = createHash('sha256').update(style).digest('base64');
    expect(passPagePolicy(size)).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "O'Brien & 髙橋 𠮷子",
    '&lt;',
    '-->',
  ])('shows the name %s as it was typed', (name) => {
    const face = aFace({ wearer: { name, affiliation: name }, zones: [name], numeral: name });
    for (const line of ['name', 'affiliation', 'zones', 'numeral']) expect(lineOf(face, line)).toBe(name);
  });

  it('shows any name as text, whatever it is (law)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(lineOf(aFace({ wearer: { name, affiliation: null } }), 'name')).toBe(name);
      }),
    );
  });

  it('differs at sight by whom it is for, in title and in frame', () => {
    const seen = (['visit', 'card-lent', 'one-day'] as const).map((basis) => {
      const parts = partsOf(aFace({ basis }));
      const title = parts.find(({ tag }) => tag === 'h1');
      return [title === undefined ? '' : textIn(title), one(parts, `pass ${basis}`)?.tag];
    });
    expect(seen).toEqual([
      ['一時通行証', 'main'],
      ['事前貸与', 'main'],
      ['臨時カード', 'main'],
    ]);
    for (const size of printSizes) {
      const frames = [...passPage(aFace(), size).matchAll(/border(?:-style)?:(?:1\.5mm )?(\w+)/g)];
      expect(frames.map(([, frame]) => frame)).toEqual(['solid', 'double', 'dashed']);
    }
  });

  it('has a pattern of its own for each class, and one from 3 on', () => {
    const bands = [0, 1, 2, 3, 4].map((highestClass) => drawingOf(aFace({ highestClass }), 'band'));
    expect(new Set(bands.slice(1, 4)).size).toBe(3);
    expect(bands[0]).toBe(bands[1]);
    expect(bands[4]).toBe(bands[3]);
    expect(bands.every((band) => band.length > 0)).toBe(true);
  });

  it.each([
    ['101', '12.0'],
    ['V-101', '12.0'],
    ['ABCDEFGHIJ-123456789', '3.6'],
    ['W'.repeat(20), '2.6'],
  ])('has the numeral %s in one line that its width holds', (numeral, size) => {
    const shown = one(partsOf(aFace({ numeral })), 'numeral');
    const text = elementsIn(shown ?? { tag: '', attributes: {}, children: [] }).find(
      ({ tag }) => tag === 'text',
    );
    expect(text?.attributes['font-size']).toBe(size);
    expect(lineOf(aFace({ numeral }), 'numeral')).toBe(numeral);
  });

  it('is blank of names while nobody wears it', () => {
    const face = aFace({ wearer: null, zones: [], validUntil: null });
    expect(['name', 'affiliation', 'zones', 'until'].map((line) => lineOf(face, line))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(lineOf(face, 'numeral')).toBe('101');
  });

  it('has the QR code of what it is to say, module by module, within four modules of white', () => {
    const face = aFace();
    const dark = new Set(
      [...drawingOf(face, 'qr').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`),
    );
    const { data, size } = encode(face.code, { ecc: 'M', border: 4 });
    const wanted = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x},${y}`] : [])));
    expect([...dark].toSorted()).toEqual(wanted.toSorted());
    expect(one(partsOf(face), 'qr')?.attributes.viewBox).toBe(`0 0 ${size} ${size}`);
    const coordinates = [...dark].flatMap((module) => module.split(',').map(Number));
    expect(Math.min(...coordinates)).toBe(4);
    expect(Math.max(...coordinates)).toBe(size - 5);
  });
});
