import { randomBytes } from 'node:crypto';
import type { HashUrgency, PasswordHasher } from '@mandataire/application/account';
import { Argon2Thread } from './argon2-thread.js';
import { HashLanes } from './hash-lanes.js';

/**
 * RFC 9106 §4, second recommendation with one lane: argon2id (the package's default), 64 MiB, three passes. 50 to 150 ms
 * of one core on the machines that this is meant for (`npm run bench -- login`).
 */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/**
 * argon2id, in the PHC string form. It runs in a thread of its own, one hash at a time: whoever floods the sign-in waits
 * for himself, and the other requests go first.
 */
export class Argon2PasswordHasher implements PasswordHasher {
  private readonly lanes = new HashLanes();

  private constructor(
    private readonly thread: Argon2Thread,
    readonly decoy: string,
  ) {}

  /** Makes the decoy once, at the cost of a real hash, so that an unknown e-mail takes the same time as a known one. */
  static async create(): Promise<Argon2PasswordHasher> {
    const thread = new Argon2Thread();
    const password = randomBytes(24).toString('base64url');
    return new Argon2PasswordHasher(thread, String(await thread.run({ password, cost: COST })));
  }

  admit(urgency: HashUrgency): void {
    this.lanes.admit(urgency);
  }

  /** Of somebody who is signed in or holds a link: before the strangers. */
  hash(password: string): Promise<string> {
    return this.lanes.run('KNOWN_DEVICE', async () =>
      String(await this.thread.run({ password, cost: COST })),
    );
  }

  /** False also for a hash that can't be read: a broken row opens nothing. */
  verify(encoded: string, password: string, urgency: HashUrgency): Promise<boolean> {
    return this.lanes.run(urgency, () =>
      this.thread.run({ password, encoded }).then(
        (right) => right === true,
        () => false,
      ),
    );
  }
}
