import type { FieldError } from '../../kernel/problem.ts';
import type { PermitRequest } from './permit-request.ts';

/** The stretches of its period that an application is for; where there are none it is for all of it. */
type Windowed = {
  readonly windows?: readonly { readonly from: string; readonly until: string }[] | undefined;
};

/** What is wrong with the windows of an application: each lies in its period, and ends after it began. */
export function judgeWindows({
  from,
  until,
  terms: { windows = [] },
}: Pick<PermitRequest<Windowed>, 'from' | 'until' | 'terms'>): readonly FieldError[] {
  return windows.flatMap((window, index) => {
    const [start, end] = [Date.parse(window.from), Date.parse(window.until)];
    const isWithin = from.getTime() <= start && start < end && end <= until.getTime();
    return isWithin ? [] : [{ at: `/terms/windows/${index}`, message: outside }];
  });
}

const outside = '期間の中にある、終わりが始まりより後の時間にしてください';
