type Results<T extends readonly unknown[]> = { -readonly [K in keyof T]: Awaited<T[K]> };

/**
 * Statements of one transaction that need nothing of each other: they travel together, and PostgreSQL takes them in this
 * order. Every one has ended before the first failure is thrown, so that none outlives its transaction.
 */
export async function together<T extends readonly unknown[] | []>(statements: T): Promise<Results<T>> {
  const settled: readonly PromiseSettledResult<unknown>[] = await Promise.allSettled(statements);
  const failed = settled.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map((each) => (each as PromiseFulfilledResult<unknown>).value) as Results<T>;
}
