import type { Static } from 'typebox';
import type { ArrivalHost } from '../shown/show-hosts.ts';

/** Whom to call, each on a line, with the extension. */
export function hostCell(hosts: readonly Static<typeof ArrivalHost>[]): string {
  return hosts
    .map(
      ({ name, extension }) =>
        `${name ?? '（氏名なし）'}${extension === null ? '' : `（内線 ${extension}）`}`,
    )
    .join('\n');
}
