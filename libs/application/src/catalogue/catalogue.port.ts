import type { ProductVersion } from '@mandataire/domain/catalogue';

/** The versioned catalogue (I-32), platform data. */
export interface Catalogue {
  /** Newest version of each product, in catalogue order. */
  current(): Promise<readonly ProductVersion[]>;
  find(code: string): Promise<ProductVersion | undefined>;
  version(code: string, version: number): Promise<ProductVersion | undefined>;
}
