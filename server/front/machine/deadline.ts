/** What `work` brings, or `late` when it takes longer than `ms`. The work itself goes on. */
export const orLate = async <Done, Late>(work: Promise<Done>, ms: number, late: Late): Promise<Done | Late> => {
  const { promise, resolve } = Promise.withResolvers<Late>();
  const timer = setTimeout(() => resolve(late), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
};
