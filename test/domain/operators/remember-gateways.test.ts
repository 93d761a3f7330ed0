import { describe, expect, it } from 'vitest';
import type { NotLetIn, Principal } from '../../../src/authority/principal.ts';
import { rememberGateways } from '../../../src/operators/principals/remember-gateways.ts';

const gateway: Principal = {
  actor: { type: 'machine', id: 'gw-1f' },
  credential: { kind: 'token', id: 'a' },
  roles: [{ role: 'gateway', siteId: '00000000-0000-7000-8000-000000000001', scope: null }],
};
const right = { kind: 'token' as const, tokenId: 'a', hash: Buffer.alloc(32, 1) };
const wrong = { kind: 'token' as const, tokenId: 'a', hash: Buffer.alloc(32, 2) };

describe('the memory of gateways', () => {
  it('keeps for five seconds who was let in, whatever is guessed under its id meanwhile', async () => {
    let now = 0;
    const asked: string[] = [];
    const find = rememberGateways(
      async ({ hash }, address: string): Promise<Principal | NotLetIn> => {
        asked.push(address);
        return hash.equals(right.hash) ? gateway : 'nobody';
      },
      { now: () => new Date(now) },
    );
    expect(await find(right, 'door')).toBe(gateway);
    for (let n = 0; n < 3; n += 1) expect(await find(wrong, 'guesser')).toBe('nobody');
    now = 4_999;
    expect(await find(right, 'door')).toBe(gateway);
    expect(asked).toEqual(['door', 'guesser', 'guesser', 'guesser']);
    now = 5_000;
    await find(right, 'door');
    expect(asked.at(-1)).toBe('door');
  });
});
