import type { CertificateRevocationList, CertificateStatusReader } from '@mandataire/application/certificate';
import { viewAuthority, type IssuingAuthority } from './authority-view.js';
import type { Reply } from './reply.js';
import { inTime } from './store-reading.js';
import type { UsableSigners } from './usable-signers.js';

const HOUR = 3_600_000;
/** Lists last 48 h and are renewed daily: 12 h before the end somebody must look. */
const CRL_MARGIN = 12 * HOUR;
/** The root's list lasts a year and is signed at a ceremony, for which people must meet. */
const ROOT_CRL_MARGIN = 14 * 24 * HOUR;
/** Signers last 30 days and are renewed 10 days before their end. */
const SIGNER_MARGIN = 48 * HOUR;

/** `unusable`: signers' keys are here, and none of them opens and is the one in its certificate; the log says why. */
type Check = 'ok' | 'missing' | 'unusable' | 'late' | 'unreachable';

export interface HealthDependencies {
  readonly reader: CertificateStatusReader;
  readonly signers: UsableSigners;
  readonly currentCrl: (issuerId: string) => Promise<CertificateRevocationList | undefined>;
}

interface AuthorityHealth {
  readonly crl: Check;
  readonly crlNumber?: number;
  readonly crlNextUpdate?: Date;
  /** None for a root: nothing that it issues is asked about here. */
  readonly ocspSigner?: Check;
}

interface Health {
  readonly checks: Readonly<Record<string, Check>>;
  /** By name, so that a red light says which list ends and when. */
  readonly authorities?: Readonly<Record<string, AuthorityHealth>>;
}

/**
 * 200 while relying parties are served and will be for hours; 503 as soon as the store doesn't answer, one list or one
 * OCSP signer nears its end without successor, is missing or can't sign. Says which, and nothing that isn't public.
 */
export async function healthReply(its: HealthDependencies, now: Date): Promise<Reply> {
  const { checks, authorities } = await check(its, now).catch((): Health => ({
    checks: { store: 'unreachable' },
  }));
  const isGreen = Object.values(checks).every((state) => state === 'ok');
  return {
    status: isGreen ? 200 : 503,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: `${JSON.stringify({ status: isGreen ? 'ok' : 'failing', checks, authorities })}\n`,
  };
}

async function check(its: HealthDependencies, now: Date): Promise<Health> {
  // Read past the kept values: a store that went down a second ago must show.
  const { roots, issuing } = viewAuthority(await inTime(its.reader.authorityCertificates()));
  if (issuing.length === 0) return { checks: { store: 'ok', authority: 'missing' } };
  const authorities = Object.fromEntries([
    ...(await Promise.all(
      roots.map(async ({ id, name }) => [name, await listHealth(its, id, now, ROOT_CRL_MARGIN)] as const),
    )),
    ...(await Promise.all(
      issuing.map(async (each) => [each.certificate.name, await issuingHealth(its, each, now)] as const),
    )),
  ]);
  const all = Object.values(authorities);
  const checks = {
    store: 'ok',
    crl: worst(all.map(({ crl }) => crl)),
    ocspSigner: worst(all.map(({ ocspSigner }) => ocspSigner ?? 'ok')),
  } as const;
  return { checks, authorities };
}

async function issuingHealth(
  its: HealthDependencies,
  authority: IssuingAuthority,
  now: Date,
): Promise<AuthorityHealth> {
  const found = await its.signers.find(authority, now);
  return {
    ...(await listHealth(its, authority.certificate.id, now, CRL_MARGIN)),
    ocspSigner: found.signer ? lasting(found.signer.certificate.notAfter, now, SIGNER_MARGIN) : found.lack,
  };
}

async function listHealth(
  its: HealthDependencies,
  id: string,
  now: Date,
  margin: number,
): Promise<AuthorityHealth> {
  const list = await its.currentCrl(id);
  if (!list) return { crl: 'missing' };
  return {
    // A list from the future, made while the clock was ahead, is refused by everybody.
    crl: list.thisUpdate > now ? 'late' : lasting(list.nextUpdate, now, margin),
    crlNumber: list.number,
    crlNextUpdate: list.nextUpdate,
  };
}

/** One authority that fails is a failure. */
const worst = (checks: readonly Check[]): Check =>
  (['missing', 'unusable', 'late'] as const).find((each) => checks.includes(each)) ?? 'ok';

const lasting = (end: Date, now: Date, margin: number): Check =>
  end.getTime() - now.getTime() > margin ? 'ok' : 'late';
