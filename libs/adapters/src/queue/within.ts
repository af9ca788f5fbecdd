/** The result of `work`, or a failure when it takes longer: BullMQ waits without end for a store that is away. */
export async function within<T>(milliseconds: number, what: string, work: () => Promise<T>): Promise<T> {
  const working = work();
  working.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(timer);
  }
}
