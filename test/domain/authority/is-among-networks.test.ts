import { expect, it } from 'vitest';
import { isAmongNetworks } from '../../../src/authority/is-among-networks.ts';
import { judgeSetting } from '../../../src/rights/settings/judge-setting.ts';

const listed = ['10.1.2.0/24', '192.0.2.7', '2001:db8:7::/48'];

it.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['10.1.3.1', false],
  ['192.0.2.7', true],
  ['192.0.2.8', false],
  ['2001:db8:7::9', true],
  ['2001:db8:8::9', false],
  ['::ffff:10.1.3.1', false],
  ['not an address', false],
  ['', false],
])('AT-310 2.2.1.3(2)(c)(エ) %s is a network of administrators: %s', (address, among) => {
  expect(isAmongNetworks(address, listed)).toBe(among);
});

it('AT-310 is this machine itself alone where none is listed', () => {
  expect(['127.0.0.1', '10.1.2.3'].map((address) => isAmongNetworks(address, []))).toEqual([true, false]);
});

it.each([
  [['10.1.2.0/24'], '10.1.2.9', []],
  [['10.1.2.0/24'], '127.0.0.1', []],
  [['10.1.2.0/24'], undefined, []],
  [['10.1.2.0/24'], '10.1.3.9', ['/networks']],
  [[], '10.1.3.9', ['/networks']],
  [['10.1.2.0/33', 'desk', '10.1.2.0/24/8'], '127.0.0.1', ['/networks/0', '/networks/1', '/networks/2']],
])('AT-310 a list %j decided from %s locks out nobody who decides it', (networks, address, faults) => {
  expect(judgeSetting({ 'admin-networks': { networks } }, address).map(({ at }) => at)).toEqual(faults);
});
