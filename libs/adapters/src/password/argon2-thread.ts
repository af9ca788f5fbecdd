import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/**
 * Runs in its own thread, at a low priority where a thread can have one of its own (Linux): whoever floods the sign-in
 * takes the processor's spare time, never that of the other requests. Source text, because the file that holds it may be
 * TypeScript (tests) or compiled.
 */
const SOURCE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const os = require('node:os');
  const { hashSync, verifySync } = require(workerData.argon2);
  if (process.platform === 'linux') {
    try { os.setPriority(0, os.constants.priority.PRIORITY_LOW); } catch { /* allowed to stay as it is */ }
  }
  parentPort.on('message', ({ id, encoded, password, cost }) => {
    try {
      const result = encoded === undefined ? hashSync(password, cost) : verifySync(encoded, password);
      parentPort.postMessage({ id, result });
    } catch (error) {
      parentPort.postMessage({ id, error: String(error) });
    }
  });
`;

interface Answer {
  readonly id: number;
  readonly result?: string | boolean;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export interface Argon2Work {
  readonly password: string;
  /** Absent: make a hash at this cost. */
  readonly encoded?: string;
  readonly cost?: object;
}

/** One thread for argon2, started at its first work and again after it died; it keeps no process alive. */
export class Argon2Thread {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  async run(work: Argon2Work): Promise<string | boolean> {
    const worker = (this.worker ??= this.start());
    const id = (this.last += 1);
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, ...work });
    });
    if (answer.result === undefined) throw new Error(answer.error);
    return answer.result;
  }

  private start(): Worker {
    const argon2 = createRequire(import.meta.url).resolve('@node-rs/argon2');
    const worker = new Worker(SOURCE, { eval: true, workerData: { argon2 } });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      this.waiting.get(answer.id)?.resolve(answer);
      this.waiting.delete(answer.id);
      if (this.waiting.size === 0) worker.unref();
    });
    worker.on('error', (error) => this.died(error));
    worker.on('exit', () => this.died(new Error('the hashing thread ended')));
    return worker;
  }

  private died(error: Error): void {
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
