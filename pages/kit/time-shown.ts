const format = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** An instant as people here read it: `2026年11月22日(日) 18:02:41`. */
export function timeShown(instant: string): HTMLTimeElement {
  const made = document.createElement('time');
  made.dateTime = instant;
  made.textContent = format.format(new Date(instant));
  return made;
}
