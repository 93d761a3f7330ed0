import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { escapeHtml } from '../../kernel/escape-html.ts';
import { notSharedWords } from '../accounts/not-shared-words.ts';
import { applicationGrounds } from './application-grounds.ts';
import type { Slip } from './load-slip.ts';

const style = `@page{size:A4 portrait;margin:20mm}body{font:11pt sans-serif;margin:0}h1{font-size:16pt;text-align:center}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:2.5mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:45mm;font-weight:normal}
.shared{font-weight:bold;border:1px solid #000;padding:2.5mm}li{margin:1mm 0}`;

/** The Content-Security-Policy of the page: its own style sheet, and nothing else. */
export const slipPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(style)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The calendar of the ministry, whatever its sites keep. */
const timeZone = 'Asia/Tokyo';

const duties = [
  '一度だけのパスワードは、発行した者から直接受け取り、24時間のうちにサインインして自分で決めたものに変えてください。この紙には書かれていません。',
  '最初のサインインが、この識別コードの受領として記録されます。',
  'ほかの人に使わせず、自分に発行されたものだけを使ってください。要らなくなるときは届け出てください。',
];

/** 識別コード発行票, as a page to print, that fetches nothing and runs nothing: who applied, approved, issued and received, and when. */
export function slipPage(slip: Slip): string {
  const lines = linesOf(slip).map(
    ([about, says]) => `<tr><th>${escapeHtml(about)}</th><td>${escapeHtml(says)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"/><title>識別コード発行票</title><style>${style}</style></head>
<body><h1>識別コード発行票</h1><p class="shared">${notSharedWords}</p>
<table><tbody>${lines.join('')}</tbody></table>
<ul>${duties.map((duty) => `<li>${duty}</li>`).join('')}</ul></body></html>
`;
}

function linesOf({ account, application, office, names }: Slip): readonly (readonly [string, string])[] {
  const { loginId, personId, issuedBy, issuedAt, receivedAt, endedAt } = account;
  const who = (id: string) => names.get(id) ?? id;
  const by = (id: string | null, at: Date | null) =>
    id === null || at === null ? 'なし' : `${who(id)}　${moment(at)}`;
  const asked: readonly (readonly [string, string])[] =
    application === undefined
      ? [['申請', '申請を要しない発行（運用開始時の登録）']]
      : [
          ['申請の事由', applicationGrounds[application.ground]],
          ['申請', by(application.appliedBy, application.appliedAt)],
          ['承認', by(application.decidedBy, application.decidedAt)],
        ];
  return [
    ['識別コード', loginId],
    ['使う人', who(personId)],
    ['課室', office ?? 'なし'],
    ...asked,
    ['発行', by(issuedBy, issuedAt)],
    ['受領', receivedAt === null ? 'まだ' : moment(receivedAt)],
    ...(endedAt === null ? [] : [['終わり', moment(endedAt)] as const]),
  ];
}

function moment(at: Date): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy年M月d日 HH:mm');
}
