import type { Static } from 'typebox';
import type { CorrectionMade } from '../../visitors/corrections/correction-body.ts';
import type { SiteWords } from './site-words.ts';

type Made = Static<typeof CorrectionMade>;

/** 訂正 in a line of a sheet: what was written first, what is so, who put it right, when and why. */
export function correctionNote(made: Made, { moment }: Pick<SiteWords, 'moment'>): string {
  const { at, byName, by, says, was, now, reason } = made;
  const readings = `${readingOf(made, was, moment)} → ${readingOf(made, now, moment)}`;
  const why = reason === null ? '' : `　理由：${reason}`;
  return `${says}　${readings}　${moment(at)} ${byName ?? by}${why}`;
}

function readingOf({ what }: Made, side: Made['was'], moment: SiteWords['moment']): string {
  if (what === 'pass') return side.pass ?? '通行証なし';
  if (what === 'check-out')
    return side.checkedOutAt === null ? leftOr(side) : `退出 ${moment(side.checkedOutAt)}`;
  return `${side.name ?? '（氏名なし）'}${side.affiliation === null ? '' : `（${side.affiliation}）`}`;
}

/** Somebody had left at a time that nobody knew, or has not left. */
function leftOr({ endOrigin }: Made['was']): string {
  return endOrigin === null ? '在庁中' : '退出（時刻不明）';
}
