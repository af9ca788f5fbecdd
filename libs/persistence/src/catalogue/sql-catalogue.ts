import type { ProductVersion } from '@mandataire/domain/catalogue';
import type { Catalogue } from '@mandataire/application/catalogue';
import type { ReadDatabase } from '../database/index.js';

const CACHED_MS = 5_000;

/** The versioned catalogue (I-32), read whole: it is small, changes rarely, and each order and page asks for it. */
export class SqlCatalogue implements Catalogue {
  private cached: { readonly at: number; readonly versions: Promise<readonly ProductVersion[]> } | undefined;

  constructor(private readonly database: ReadDatabase) {}

  /** Rows come in catalogue order with the newest version of each product first. */
  async current(): Promise<readonly ProductVersion[]> {
    const newest = new Map<string, ProductVersion>();
    for (const version of await this.versions()) {
      if (!newest.has(version.code)) newest.set(version.code, version);
    }
    return [...newest.values()];
  }

  async find(code: string): Promise<ProductVersion | undefined> {
    return (await this.versions()).find((product) => product.code === code);
  }

  async version(code: string, version: number): Promise<ProductVersion | undefined> {
    return (await this.versions()).find((product) => product.code === code && product.version === version);
  }

  private versions(): Promise<readonly ProductVersion[]> {
    const now = performance.now();
    if (!this.cached || now - this.cached.at > CACHED_MS) {
      const reading = this.read();
      this.cached = { at: now, versions: reading };
      reading.catch(() => (this.cached = undefined));
    }
    return this.cached.versions;
  }

  private async read(): Promise<readonly ProductVersion[]> {
    const { rows } = await this.database.platform<{ facts: ProductVersion }>(
      'SELECT facts FROM product_version ORDER BY position, code, version DESC',
    );
    return rows.map(({ facts }) => facts);
  }
}
