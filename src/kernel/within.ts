/** What `work` resolves to; rejects with `late` where it takes longer than `ms`. The work goes on. */
export function within<Value>(ms: number, work: Promise<Value>, late: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(late)), ms);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
