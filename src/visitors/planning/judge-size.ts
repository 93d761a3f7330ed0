import type { FieldError } from '../../kernel/problem.ts';

/** Members by days that one request plans: what is written while the doors of the site wait for its head. */
const mostArrivals = 5000;

/** What is wrong with planning so many days of members at once. */
export function judgeSize(arrivals: number): readonly FieldError[] {
  if (arrivals <= mostArrivals) return [];
  const message = `一度に予定できるのは、人数と日数を掛けて ${mostArrivals} までです。分けて予定してください`;
  return [{ at: '/members', message }];
}
