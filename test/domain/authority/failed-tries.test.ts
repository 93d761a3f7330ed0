import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFailedTries } from '../../../src/authority/failed-tries.ts';
import { networkOf } from '../../../src/authority/network-of.ts';

const minute = 60_000;
const guesser = '192.0.2.7';
const elsewhere = '198.51.100.1';

function counted() {
  let now = Date.UTC(2026, 3, 6);
  const tries = buildFailedTries({ now: () => new Date(now) });
  const fail = (times: number, tried: Parameters<typeof tries.count>[0]) =>
    Array.from({ length: times }, () => tries.count(tried));
  return { ...tries, fail, pass: (ms: number) => (now += ms) };
}

describe('secrets that let nobody in', () => {
  it('are answered as usual ten times, then asked to wait twice as long each time, and never over five minutes', () => {
    const { fail } = counted();
    expect(fail(10, { address: guesser })).toEqual(Array(10).fill(0));
    expect(fail(12, { address: guesser })).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    expect(fail(2_000, { address: guesser }).at(-1)).toBe(300);
  });

  it('are counted by network and by token: neither hides behind many of the other', () => {
    const oneToken = counted();
    for (let n = 0; n < 10; n += 1) oneToken.count({ address: `198.51.100.${n}`, tokenId: 'a' });
    expect(oneToken.count({ address: elsewhere, tokenId: 'a' })).toBe(1);
    expect(oneToken.count({ address: '203.0.113.1', tokenId: 'b' })).toBe(0);
    const oneNetwork = counted();
    for (let n = 0; n < 10; n += 1) oneNetwork.count({ address: guesser, tokenId: `t${n}` });
    expect(oneNetwork.count({ address: guesser, tokenId: 'last' })).toBe(1);
    expect(oneNetwork.count({ address: elsewhere, tokenId: 'last' })).toBe(0);
  });

  it('are forgotten 15 minutes after the last: nobody is locked out', () => {
    const { fail, pass } = counted();
    fail(100, { address: guesser, tokenId: 'a' });
    pass(15 * minute - 1);
    expect(fail(1, { address: guesser })).toEqual([300]);
    pass(15 * minute);
    expect(fail(1, { address: guesser, tokenId: 'a' })).toEqual([0]);
  });

  it('are kept in bounded memory, in which whoever goes on is not forgotten for others', () => {
    const { count, fail } = counted();
    fail(10, { address: guesser });
    fail(10, { address: elsewhere, tokenId: 'once' });
    for (let n = 0; n < 20_000; n += 1) count({ address: guesser, tokenId: `t${n}` });
    expect(count({ address: guesser })).toBe(300);
    expect(count({ address: elsewhere, tokenId: 'once' })).toBe(0);
  });

  it('are looked up two at once where many came from the network, and at once from everywhere else', async () => {
    const { fail, lookUp } = counted();
    fail(11, { address: guesser });
    const begun: string[] = [];
    const finish: (() => void)[] = [];
    const looking = (name: string) => () => {
      begun.push(name);
      return new Promise<void>((resolve) => finish.push(resolve));
    };
    const all = ['1', '2', '3'].map((name) => lookUp(guesser, looking(name)));
    all.push(lookUp(elsewhere, looking('other')));
    expect(begun).toEqual(['1', '2', 'other']);
    finish[0]?.();
    await all[0];
    await Promise.resolve();
    expect(begun).toEqual(['1', '2', 'other', '3']);
    for (const one of finish) one();
    await Promise.all(all);
  });
});

describe('the report of secrets that let nobody in', () => {
  it('is due after many, once in ten minutes, with what was counted since', () => {
    const { fail, takeReport, pass } = counted();
    fail(10, { address: guesser, tokenId: 'a' });
    expect(takeReport()).toBeUndefined();
    fail(1, { address: guesser, tokenId: 'a' });
    expect(takeReport()).toEqual({ tries: 11, networks: [guesser], tokens: ['a'] });
    expect(takeReport()).toBeUndefined();
    fail(500, { address: guesser });
    expect(takeReport()).toBeUndefined();
    pass(10 * minute);
    expect(takeReport()).toMatchObject({ tries: 500, networks: [guesser] });
    pass(10 * minute);
    expect(takeReport()).toBeUndefined();
  });

  it('is due after a hundred in ten minutes wherever they come from, and not for those of a quiet year', () => {
    const spread = counted();
    const from = (n: number) => ({ address: `10.0.${n >> 8}.${n & 255}`, tokenId: `t${n}` });
    for (let n = 0; n < 100; n += 1) spread.count(from(n));
    expect(spread.takeReport()).toBeUndefined();
    spread.count(from(100));
    expect(spread.takeReport()).toEqual({ tries: 101, networks: [], tokens: [] });
    const quiet = counted();
    for (let n = 0; n < 365; n += 1) {
      quiet.count(from(n));
      quiet.pass(24 * 60 * minute);
    }
    expect(quiet.takeReport()).toBeUndefined();
  });

  it('comes also where the clock was set back', () => {
    const { fail, takeReport, pass } = counted();
    fail(11, { address: guesser });
    takeReport();
    pass(-24 * 60 * minute);
    fail(11, { address: guesser });
    expect(takeReport()).toMatchObject({ tries: 11 });
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
    ['2001:0db8::7:1:2:3:4', '2001:db8:0:7::/64'],
    ['2001:DB8:0:7::', '2001:db8:0:7::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['somewhere', 'somewhere'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));

  it('is the same for all whose first 64 bits are, however they are written', () => {
    const group = fc.nat(0xffff);
    const groups = fc.array(group, { minLength: 4, maxLength: 4 });
    const spelled = (parts: readonly number[]) => {
      const full = parts.map((part) => part.toString(16)).join(':');
      return [full, new URL(`http://[${full}]/`).hostname.slice(1, -1)];
    };
    fc.assert(
      fc.property(groups, groups, groups, (network, one, other) => {
        const all = [...spelled([...network, ...one]), ...spelled([...network, ...other])];
        expect(new Set(all.map(networkOf)).size).toBe(1);
      }),
    );
  });
});
