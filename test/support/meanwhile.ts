/**
 * Has everybody take one turn after the other until `work` is done, and answers what it made. The first that fails, on
 * either side, ends the others and is thrown.
 */
export async function meanwhile<Value>(
  turns: readonly (() => Promise<unknown>)[],
  work: () => Promise<Value>,
): Promise<Value> {
  let over = false;
  const end = () => {
    over = true;
  };
  const taking = turns.map(async (turn) => {
    while (!over) await turn();
  });
  const [made] = await Promise.all([work().finally(end), ...taking.map((one) => one.finally(end))]);
  return made;
}
