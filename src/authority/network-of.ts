import { isIPv6 } from 'node:net';

/**
 * Whose an IP address is: of IPv6 its first 64 bits, as `2001:db8:0:7::/64`, for one machine has all that begin so. IPv4 as it is, also
 * where it is written within IPv6 (RFC 4291 §2.5.5.2), and whatever is no address.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const within = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (within?.[1] !== undefined) return within[1];
  if (!isIPv6(plain)) return address;
  const [left = '', right] = plain.toLowerCase().split('::');
  const groups = left === '' ? [] : left.split(':');
  // What `::` leaves out are zeros, as many as are missing of eight groups.
  const missing = right === undefined ? 0 : 8 - groups.length - (right === '' ? 0 : right.split(':').length);
  const first = [...groups, ...Array.from({ length: missing }, () => '0'), ...(right ?? '').split(':')];
  const told = first.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${told.join(':')}::/64`;
}
