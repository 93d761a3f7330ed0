import type { Lint } from './finding.ts';

/** Schedules and dates are read in the site's zone: an IANA name, because an offset alone knows no calendar of changes. */
export const timeZone: Lint = ({ site }) => {
  if (isKnown(site.timeZone)) return [];
  const message = `時間帯「${site.timeZone}」が分かりません。時間割を計算できないため、Asia/Tokyo のような IANA の名前にしてください。`;
  return [
    [{ code: 'unknown-time-zone', severity: 'refused', at: '/site/timeZone', element: 'site', message }],
  ];
};

function isKnown(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
