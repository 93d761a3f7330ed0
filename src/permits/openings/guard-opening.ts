import type { StartGuard } from '../using/permit-guards.ts';

/** What a permit opens begins by its date and for everybody: nobody begins it. */
export const guardOpening: StartGuard = async () => ({
  code: 'conflict',
  detail: '例外措置と禁の区域での実施は、許可されれば期間の始まりから効きます。始める操作はありません。',
});
