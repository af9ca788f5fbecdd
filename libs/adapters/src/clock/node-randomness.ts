import { randomBytes } from 'node:crypto';
import type { Randomness } from '@mandataire/application/clock';
import { v7 } from 'uuid';

/** UUID v7 for rows (they sort by creation), bytes of the operating system's generator for secrets and serials. */
export class NodeRandomness implements Randomness {
  id(): string {
    return v7();
  }
  bytes(length: number): Uint8Array {
    return randomBytes(length);
  }
}
