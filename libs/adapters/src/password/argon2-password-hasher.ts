import { randomBytes } from 'node:crypto';
import type { PasswordHasher } from '@mandataire/application/account';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice for argon2id (the package's default algorithm): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id, in the PHC string form. */
export class Argon2PasswordHasher implements PasswordHasher {
  private constructor(readonly decoy: string) {}

  /** Makes the decoy once, at the cost of a real hash, so that an unknown e-mail takes the same time as a known one. */
  static async create(): Promise<Argon2PasswordHasher> {
    return new Argon2PasswordHasher(await hash(randomBytes(24).toString('base64url'), COST));
  }

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** False also for a hash that can't be read: a broken row opens nothing. */
  async verify(encoded: string, password: string): Promise<boolean> {
    try {
      return await verify(encoded, password);
    } catch {
      return false;
    }
  }
}
