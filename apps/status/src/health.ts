import type { CertificateRevocationList, CertificateStatusReader } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import { viewAuthority } from './authority-view.js';
import { usableSigner } from './ocsp-responder.js';
import type { Reply } from './reply.js';
import { inTime } from './store-reading.js';

const HOUR = 3_600_000;
/** Lists last 48 h and are renewed daily: 12 h before the end somebody must look. */
const CRL_MARGIN = 12 * HOUR;
/** Signers last 30 days and are renewed 10 days before their end. */
const SIGNER_MARGIN = 48 * HOUR;

type Check = 'ok' | 'missing' | 'late' | 'unreachable';

export interface HealthDependencies {
  readonly reader: CertificateStatusReader;
  readonly keyStore: KeyStore;
  readonly currentCrl: (issuerId: string) => Promise<CertificateRevocationList | undefined>;
}

/**
 * 200 while relying parties are served and will be for hours; 503 as soon as the store doesn't answer, the list or the
 * OCSP signer nears its end without successor, or one is missing. Says what, and nothing that isn't public.
 */
export async function healthReply(its: HealthDependencies, now: Date): Promise<Reply> {
  const checks = await check(its, now).catch((): Record<string, Check> => ({ store: 'unreachable' }));
  const isGreen = Object.values(checks).every((state) => state === 'ok');
  return {
    status: isGreen ? 200 : 503,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: `${JSON.stringify({ status: isGreen ? 'ok' : 'failing', checks })}\n`,
  };
}

async function check(its: HealthDependencies, now: Date): Promise<Record<string, Check>> {
  // Read past the kept values: a store that went down a second ago must show.
  const { issuing } = viewAuthority(await inTime(its.reader.authorityCertificates()));
  if (issuing.length === 0) return { store: 'ok', authority: 'missing' };
  const lists = await Promise.all(issuing.map(({ certificate }) => its.currentCrl(certificate.id)));
  const signers = await Promise.all(issuing.map((each) => usableSigner(its.keyStore, each, now)));
  return {
    store: 'ok',
    crl: worst(lists.map((list) => lasting(list?.nextUpdate, now, CRL_MARGIN))),
    ocspSigner: worst(signers.map((signer) => lasting(signer?.certificate.notAfter, now, SIGNER_MARGIN))),
  };
}

/** One authority that fails is a failure. */
const worst = (checks: readonly Check[]): Check =>
  (['missing', 'late'] as const).find((each) => checks.includes(each)) ?? 'ok';

function lasting(end: Date | undefined, now: Date, margin: number): Check {
  if (!end) return 'missing';
  return end.getTime() - now.getTime() > margin ? 'ok' : 'late';
}
