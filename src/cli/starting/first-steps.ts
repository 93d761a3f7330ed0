import type { Words } from '../../kernel/words.ts';
import { calledOn } from '../terminal/called-on.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * What to do next where no person holds a role yet: from an empty database to the first officer. The commands act on the
 * database itself, so they take the settings that the service has.
 */
export function firstSteps(url: string, terminal: Terminal, dataDir: string): Words {
  const program = calledOn(terminal, dataDir);
  const people = "--officer 'yamada.t=山田 太郎' --rights-admin 'sato.h=佐藤 花子'";
  const init = `${program} init --organisation '○○省' --site '本館' ${people}`;
  return {
    ja: `
まだだれも役割を持っていません。最初の責任者を立てるまで、次のとおり進めてください。
コマンドは、このサービスと同じ設定（DATABASE_URL、PEPPER_FILE、SEED_KEY_FILE など）で行います。詳しくは README.md 。

1. 組織、庁舎、最初の責任者を登録する（統括情報セキュリティ責任者と、権限管理を行う者。識別コードと氏名。記録に残ります）
${init}

2. それぞれの人が、表示された一度だけのパスワードで 24 時間のうちにサインインし、自分のパスワードを決め、認証アプリ（SHA-256 に対応したもの）を登録する
${url}/
`,
    en: `
Nobody holds a role yet. These are the steps to the first officer; the commands take the settings that this service has
(DATABASE_URL, PEPPER_FILE, SEED_KEY_FILE and so on). README.md tells more.

1. register organisation, site and the first officers (統括情報セキュリティ責任者 and 権限管理を行う者, by login id and name; it is recorded)
${init}

2. each of them signs in within 24 hours with the one-time password that was printed, sets their own, and takes an authenticator app (one that knows SHA-256)
${url}/
`,
  };
}
