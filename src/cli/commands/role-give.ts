import { giveRole } from '../../operators/roles/give-role.ts';
import { givableRoles } from '../../operators/roles/judge-role-draft.ts';
import { withDatabase } from '../database/with-database.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { instantOf, needed, readOptions } from '../terminal/read-options.ts';
import { BadUse, type Command } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

const names = givableRoles.join(' ');

export const roleGive: Command = {
  name: 'role give',
  summary: { ja: '人又は機械に役割を与える', en: 'give a person or a machine a role' },
  help: {
    ja: `  % role give security-officer --person 0199…
  % role give zone-officer --person 0199… --site 0199… --scope 3f-server
  % role give rights-admin --machine roster-import --until 2027-03-31T15:00:00Z --duty '人事異動の取込み'

  --site   その庁舎だけ（なければすべての庁舎）
  --scope  区域（zone-officer, zone-clerk）又は組織（section-officer, reception）
  --from   始まり（なければ今から）
  --until  終わり。この時刻は含まない（rights-admin, system-admin には1年以内で必要）
  --duty   その役割の要る業務（rights-admin, system-admin には必要）
役割: ${names}`,
    en: `  % role give security-officer --person 0199…
  % role give zone-officer --person 0199… --site 0199… --scope 3f-server
  % role give rights-admin --machine roster-import --until 2027-03-31T15:00:00Z --duty 'import of moves'

  --site   at this site only (every site unless named)
  --scope  a zone (zone-officer, zone-clerk) or an organisation (section-officer, reception)
  --from   its beginning (now unless named)
  --until  its end, exclusive (needed for rights-admin and system-admin, within a year)
  --duty   what it is for (needed for rights-admin and system-admin)
Roles: ${names}`,
  },
  async run(terminal, args) {
    const { values, positionals } = readOptions(
      args,
      {
        person: { type: 'string' },
        machine: { type: 'string' },
        site: { type: 'string' },
        scope: { type: 'string' },
        from: { type: 'string' },
        until: { type: 'string' },
        duty: { type: 'string' },
      },
      { least: 1, most: 1 },
    );
    const role = givableRoles.find((one) => one === positionals[0]);
    if (role === undefined) {
      throw new BadUse({
        ja: `「${positionals[0]}」という役割はありません`,
        en: `there is no role "${positionals[0]}"`,
      });
    }
    if ((values.person === undefined) === (values.machine === undefined)) {
      throw new BadUse({
        ja: '--person か --machine のどちらかを指定してください',
        en: 'name either --person or --machine',
      });
    }
    const holder =
      values.person === undefined
        ? ({ type: 'machine', id: needed(values.machine, '--machine') } as const)
        : ({ type: 'person', id: values.person } as const);
    const draft = {
      ...{ holder, role, siteId: values.site, scope: values.scope, duty: values.duty },
      from: instantOf(values.from, '--from'),
      until: instantOf(values.until, '--until'),
    };
    const given = await withDatabase(terminal, async (deps) =>
      expectDone(await giveRole(deps, terminalContext(), draft)),
    );
    terminal.write(given.id);
    return 0;
  },
};
