import { BlockList, isIP } from 'node:net';

/** Whether an address is within one of these networks, each an address or `address/bits`, or is this machine's own. */
export function isAmongNetworks(address: string, networks: readonly string[]): boolean {
  const among = new BlockList();
  for (const network of ['127.0.0.0/8', '::1', ...networks]) {
    const [first = '', bits] = network.split('/');
    const family = familyOf(first);
    among.addSubnet(first, bits === undefined ? longest[family] : Number(bits), family);
  }
  // An IPv4 address within IPv6 is compared as IPv4 (RFC 4291 §2.5.5.2); what is no address is in no network.
  return isIP(address) !== 0 && among.check(address, familyOf(address));
}

const longest = { ipv4: 32, ipv6: 128 } as const;

function familyOf(address: string): keyof typeof longest {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
