/** What a side of the bench is asked, over its process's channel, and what it answers. */
export interface Turn {
  readonly from: number;
  readonly to: number;
}

export interface Took {
  readonly ms: number;
}

const IN_FLIGHT = 8;

/** Serves turns until the channel closes: eight pieces of work under way at any moment. */
export function serveTurns(work: (index: number) => Promise<void>): void {
  process.on('message', ({ from, to }: Turn) => {
    let next = from;
    const start = performance.now();
    const lane = async () => {
      while (next < to) await work(next++);
    };
    Promise.all(Array.from({ length: IN_FLIGHT }, lane)).then(
      () => process.send?.({ ms: performance.now() - start } satisfies Took),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}
