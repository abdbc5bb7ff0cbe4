/**
 * One call after the other, so that a flood of them holds one connection of the database and not all; `full` answers those
 * that would have to wait behind too many.
 */
export const inTurn = <Input, Result>(most: number, work: (input: Input) => Promise<Result>, full: Result) => {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async (input: Input): Promise<Result> => {
    if (waiting >= most) return full;
    waiting += 1;
    const mine = last
      .then(() => work(input))
      .finally(() => {
        waiting -= 1;
      });
    last = mine.catch(() => {});
    return mine;
  };
};
