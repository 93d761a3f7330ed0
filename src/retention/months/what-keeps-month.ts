import type { ClientBase } from 'pg';
import type { Month } from '../../db/list-months.ts';
import { erasedName } from '../../kernel/erased-name.ts';
import { monthAfter, monthNamed } from '../../kernel/month-of.ts';

/** Why a month can not be taken out of the record: of what, and how many there are. */
export type MonthKept = { readonly why: KeepsMonth; readonly count: number };

/** What stands in the way of taking a month out. */
export const keepsMonth = {
  young: 'この月はまだ終わっていないか、終わって一月たっていない',
  earlier: 'もっと古い月が残っている。古い月から順に外す',
  records: '氏名・理由などの記録が、保存期間のうちにあるか、期間が決まっていないため残っている',
  visits: '退出していない来訪者の記録がある',
  alarms: '片付いていない警報の記録がある',
  persons: '離れた日の記録がここにある人の氏名を、まだ消去していない',
  proofs: 'ハッシュ値と合わない記録がある。改ざんの証拠として残す',
} as const satisfies Record<string, string>;

export type KeepsMonth = keyof typeof keepsMonth;

/** Whatever keeps a month in the record. The client is the owner's: it looks at every site. */
export async function whatKeepsMonth(
  client: Pick<ClientBase, 'query'>,
  months: readonly Month[],
  month: string,
  now: Date,
): Promise<readonly MonthKept[]> {
  const from = monthNamed(month);
  const until = monthAfter(from);
  const settled = monthAfter(until);
  const older = months.filter((one) => one.state === 'attached' && one.month < month).length;
  const { rows } = await client.query<Record<string, number>>({
    name: 'what-keeps-month',
    text: `
      select (select count(*)::int from personal_records where recorded_at >= $1 and recorded_at < $2) as records,
        (select count(*)::int from arrivals
         where until_seq is null and state in ('checked-in', 'out-for-now') and day < $2) as visits,
        (select count(*)::int from alarms where state <> 'resolved' and raised_at >= $1 and raised_at < $2) as alarms,
        (select count(*)::int from persons p
         join entries e on e.site_id = '00000000-0000-0000-0000-000000000000' and e.seq = p.from_seq
           and e.recorded_at >= $1 and e.recorded_at < $2
         where p.until_seq is null and p.state = 'left' and p.name is distinct from $3) as persons,
        (select count(*)::int from entries e
         where e.recorded_at >= $1 and e.recorded_at < $2 and not exists (
           select from leaf_hashes l where l.site_id = e.site_id and l.seq = e.seq
             and l.hash = sha256('\\x00'::bytea || convert_to(e.text, 'UTF8')))) as proofs`,
    values: [from, until, erasedName],
  });
  const counted = { young: settled > now ? 1 : 0, earlier: older, ...rows[0] };
  return Object.entries(counted).flatMap(([why, count]) =>
    isKeepsMonth(why) && count > 0 ? [{ why, count }] : [],
  );
}

function isKeepsMonth(word: string): word is KeepsMonth {
  return word in keepsMonth;
}
