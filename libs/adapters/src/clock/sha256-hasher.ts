import { createHash } from 'node:crypto';
import type { Hasher } from '@mandataire/application/clock';

export class Sha256Hasher implements Hasher {
  sha256(value: string | Uint8Array): string {
    return createHash('sha256').update(value).digest('hex');
  }
}
