import type { Role } from '../../authority/roles.ts';
import { isNameOfNobody, parseLoginId } from '../../sign-in/accounts/parse-login-id.ts';
import { withDatabase } from '../database/with-database.ts';
import { hashingHere } from '../starting/hashing-here.ts';
import { needed, readOptions } from '../terminal/read-options.ts';
import { tableLines } from '../terminal/table-lines.ts';
import { BadUse, type Command } from '../terminal/terminal.ts';
import { type FirstOfficer, makeFirstOfficers } from './make-first-officers.ts';

export const init: Command = {
  name: 'init',
  summary: {
    ja: '空のデータベースに、組織・庁舎・最初の責任者を登録する',
    en: 'register organisation, site and the first officers in an empty database',
  },
  help: {
    ja: `  % init --organisation 見本省 --site 本館 --officer 'yamada.t=山田 太郎' --rights-admin 'sato.h=佐藤 花子'

  --officer       統括情報セキュリティ責任者（general-officer）となる職員の「識別コード=氏名」。繰り返せる
  --rights-admin  権限管理を行う者（rights-admin）となる職員。繰り返せる
  --json          一行に一つの JSON
二人以上が要ります。自分の権限や主体認証情報を自分では扱えないためです。識別コードは、英小文字で始まる 3 から 32 文字で、
だれのものか分からないもの（admin・root・test など）は使えません。それぞれに、24 時間に一度だけ使えるパスワードを表示します。
ほかのどこにも残らないので、本人に直接渡してください。本人はサインインして、自分のパスワードを決め、
認証アプリを登録します。
どれもふだんと同じ操作として記録に残ります。役割を持つ人がだれもいない間だけ行え、途中で止まったら同じ指定で
続きから行います。クラス3を開ける変更などは、この7日に役割を与え合っていない二人で行います。`,
    en: `  % init --organisation 見本省 --site 本館 --officer 'yamada.t=山田 太郎' --rights-admin 'sato.h=佐藤 花子'

  --officer       login id and name of one of the staff who becomes 統括情報セキュリティ責任者 (general-officer); may be repeated
  --rights-admin  of one who becomes 権限管理を行う者 (rights-admin); may be repeated
  --json          one JSON object a line
Two people at least, because nobody keeps rights and secrets of their own. A login id has 3 to 32 of a-z, 0-9 and . _ - and begins
with a letter; one that is nobody's (admin, root, test and the like) is refused. Each is shown a password that signs in once, within
24 hours. It stands nowhere else: hand it over yourself. Whoever signs in by it sets their own, and takes
an authenticator app.
All of it is recorded as it is at any other time. It works as long as no person holds a role; one that was broken off goes
on where it stopped when it is called in the same way. What opens class 3 takes two who gave each other no role in the last 7 days.`,
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
      people: peopleOf([
        ...namedFor('general-officer', values.officer, '--officer'),
        ...namedFor('rights-admin', values['rights-admin'], '--rights-admin'),
      ]),
    };
    const made = await withDatabase(terminal, async (deps) =>
      makeFirstOfficers({ ...deps, hashing: await hashingHere(terminal) }, draft),
    );
    for (const line of tableLines(made, values.json === true)) terminal.write(line);
    terminal.say({
      ja: '登録しました。次に、それぞれの人が 24 時間のうちに、この一度だけのパスワードでサインインして、自分のパスワードを決め、認証アプリを登録してください。パスワードは二度と表示できません。',
      en: 'registered; next each signs in with this one-time password within 24 hours, sets their own and takes an authenticator app; it cannot be shown again.',
    });
    return 0;
  },
};

/** Who is named by an option, as `login id=name`. */
function namedFor(
  role: Role,
  values: readonly string[] | undefined,
  option: string,
): readonly FirstOfficer[] {
  return (values ?? [needed(undefined, option)]).map((value) => {
    const [, typed = '', name = ''] = /^([^=]*)=\s*(\S.*)$/.exec(needed(value, option)) ?? [];
    const loginId = parseLoginId(typed);
    if (loginId === undefined || isNameOfNobody(loginId)) {
      throw new BadUse({
        ja: `${option} は「識別コード=氏名」です（例: yamada.t=山田 太郎。admin・root・test などは使えません）: ${value}`,
        en: `${option} takes login id=name (yamada.t=山田 太郎; not admin, root, test or the like): ${value}`,
      });
    }
    return { loginId, name, roles: [role] };
  });
}

/** Each once, with all their roles: two people at least, and each under a login id of their own. */
function peopleOf(named: readonly FirstOfficer[]): readonly FirstOfficer[] {
  const people = new Map<string, FirstOfficer>();
  for (const one of named) {
    const before = people.get(one.name);
    const roles = [...new Set([...(before?.roles ?? []), ...one.roles])];
    people.set(one.name, { ...one, roles });
  }
  const pairs = new Set(named.map(({ loginId, name }) => `${loginId}=${name}`));
  const loginIds = new Set(named.map(({ loginId }) => loginId));
  if (people.size < 2 || pairs.size !== people.size || loginIds.size !== people.size) {
    throw new BadUse({
      ja: '二人以上を、一人に一つずつの別々の識別コードで指定してください',
      en: 'name two people at least, each with one login id of their own',
    });
  }
  return [...people.values()];
}
