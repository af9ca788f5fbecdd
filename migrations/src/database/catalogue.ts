import { INITIAL_CATALOGUE, productFindings, type ProductVersion } from '@mandataire/domain/catalogue';
import { inSession } from './session.js';

/**
 * Adds the versions that the catalogue lacks; a version that is there is never changed (I-32). Refuses one that breaks a
 * rule of the catalogue (R13, R15, R17, R35, F35).
 */
export async function publishCatalogue(
  ownerUrl: string,
  products: readonly ProductVersion[] = INITIAL_CATALOGUE,
): Promise<void> {
  for (const product of products) {
    const findings = productFindings(product);
    if (findings.length > 0) {
      throw new Error(`Catalogue: ${product.code} v${product.version} breaks ${findings.join(', ')}`);
    }
  }
  await inSession(ownerUrl, async (client) => {
    for (const [position, product] of products.entries()) {
      await client.query(
        `INSERT INTO product_version (code, version, position, facts) VALUES ($1, $2, $3, $4)
         ON CONFLICT (code, version) DO NOTHING`,
        [product.code, product.version, position, JSON.stringify(product)],
      );
    }
  });
}
