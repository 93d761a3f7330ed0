import { makeFirstOfficers } from './make-first-officers.ts';
import { needed, readOptions } from './read-options.ts';
import { tableLines } from './table-lines.ts';
import type { Command } from './terminal.ts';
import { withDatabase } from './with-database.ts';

export const init: Command = {
  name: 'init',
  summary: {
    ja: '空のデータベースに、組織・庁舎・最初の責任者を登録する',
    en: 'register organisation, site and the first officers in an empty database',
  },
  help: {
    ja: `  % init --organisation 見本省 --site 本館 --officer '山田 太郎' --rights-admin '佐藤 花子'

  --officer       統括情報セキュリティ責任者（general-officer）となる職員。二人以上なら繰り返す
  --rights-admin  権限管理を行う者（rights-admin）となる職員。同じ人でもよい。繰り返せる
  --json          一行に一つの JSON
どれもふだんと同じ操作として記録に残ります。役割を持つ人がだれもいない間だけ行え、途中で止まったら同じ指定で
続きから行います。トークンは作りません（% token create --person <id>）。
クラス3を開ける変更などは、この7日に役割を与え合っていない二人で行うものなので、責任者は初めから二人以上を勧めます。`,
    en: `  % init --organisation 見本省 --site 本館 --officer '山田 太郎' --rights-admin '佐藤 花子'

  --officer       a member of staff who becomes 統括情報セキュリティ責任者 (general-officer); again for a second one
  --rights-admin  one who becomes 権限管理を行う者 (rights-admin), the same person if you like; may be repeated
  --json          one JSON object a line
All of it is recorded as it is at any other time. It works as long as no person holds a role; one that was broken off goes
on where it stopped when it is called in the same way. It mints no token (% token create --person <id>).
What opens class 3 takes two who gave each other no role in the last 7 days, so name two officers at once if you can.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, {
      organisation: { type: 'string' },
      site: { type: 'string' },
      officer: { type: 'string', multiple: true },
      'rights-admin': { type: 'string', multiple: true },
      json: { type: 'boolean' },
    });
    const draft = {
      organisation: needed(values.organisation, '--organisation'),
      site: needed(values.site, '--site'),
      officers: someOf(values.officer, '--officer'),
      rightsAdmins: someOf(values['rights-admin'], '--rights-admin'),
    };
    const made = await withDatabase(terminal, (deps) => makeFirstOfficers(deps, draft));
    for (const line of tableLines(made, values.json === true)) terminal.write(line);
    const mint = `${terminal.program} token create --person <id>`;
    terminal.say({
      ja: `登録しました。次に、それぞれのトークンを作ってください: ${mint}`,
      en: `registered; next mint each of them a token: ${mint}`,
    });
    return 0;
  },
};

function someOf(values: readonly string[] | undefined, option: string): readonly string[] {
  return [...new Set((values ?? [needed(undefined, option)]).map((value) => needed(value, option)))];
}
