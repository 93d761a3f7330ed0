import { databaseOf } from '../../db/pool.ts';
import { listRoles, type RoleListed } from '../../operators/roles/list-roles.ts';
import { withDatabase } from '../database/with-database.ts';
import { readOptions } from '../terminal/read-options.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { Command } from '../terminal/terminal.ts';

export const roleList: Command = {
  name: 'role list',
  summary: { ja: '役割の一覧', en: 'list roles' },
  help: {
    ja: `  % role list
  % role list --holder 0199… --json`,
    en: `  % role list
  % role list --holder 0199… --json`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, { holder: { type: 'string' }, json: { type: 'boolean' } });
    const rows = await withDatabase(terminal, async ({ pool, clock }) => {
      const found: RoleListed[] = [];
      let after: string | undefined;
      do {
        const query = { limit: 200, after, holder: values.holder };
        const page = await listRoles(databaseOf(pool), query, clock.now());
        found.push(...page.items);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return found;
    });
    // Who it is first: an id in front was taken for theirs, and a token of nobody was asked for.
    const shown = rows.map(({ id, role, holderType, holder, siteId, scope, until }) => {
      return { holder, holderType, role, siteId, scope, until: until?.toISOString() ?? null, id };
    });
    for (const line of tableLines(shown, values.json === true)) terminal.write(line);
    return 0;
  },
};
