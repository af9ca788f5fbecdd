import type { ProductVersion } from '../catalogue/index.js';
import { shownState, type Certificate } from '../certificate/index.js';
import { accept, refuseByRule, type Decision } from '../decision/index.js';
import { addDuration } from '../time/index.js';

/** Opens ninety days before the end (D4). */
export const RENEWAL_WINDOW = { days: 90 } as const;

export interface RenewalFacts {
  readonly certificate: Certificate;
  readonly product: ProductVersion;
  /** How many renewals lie behind this certificate: 0 for a first one. */
  readonly renewalIndex: number;
  /** All certified data are still those of the identity in force (R16). */
  readonly dataUnchanged: boolean;
}

/** Whether a renewal may be proposed (R14–R16, I-13, I-31, D4); the refusal says why a new order is needed instead. */
export function checkRenewable(
  { certificate, product, renewalIndex, dataUnchanged }: RenewalFacts,
  now: Date,
): Decision<Certificate> {
  if (product.maxRenewals === 0)
    return refuseByRule('R15', 'PRODUCT_NOT_RENEWABLE', { product: product.name });
  if (renewalIndex >= product.maxRenewals)
    return refuseByRule('R14', 'ALREADY_RENEWED', { product: product.name });
  if (shownState(certificate, now) !== 'ACTIVE') return refuseByRule('I-13', 'CERTIFICATE_NOT_ACTIVE');
  if (!dataUnchanged) return refuseByRule('R16', 'DATA_CHANGED_SINCE_ISSUANCE');
  if (addDuration(now, RENEWAL_WINDOW) < certificate.notAfter)
    return refuseByRule('D4', 'RENEWAL_WINDOW_NOT_OPEN');
  return accept(certificate);
}
