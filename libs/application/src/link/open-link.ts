import { refuseByRule } from '@mandataire/domain/decision';
import type { Hasher } from '../clock/index.js';
import type { JournalActor } from '../journal/index.js';
import { refusedError } from '../refusal/index.js';
import type { Caller, Transaction } from '../unit-of-work/index.js';
import type { LinkPurpose, OneTimeLink } from '@mandataire/domain/link';
import { readToken } from './link-token.js';

/** As whom the bearer of a link is journaled. */
const BEARER: Readonly<Record<OneTimeLink['purpose'], JournalActor['kind']>> = {
  CONSENT: 'HOLDER',
  SHOWN_CONSENT: 'HOLDER',
  AGREEMENT: 'HOLDER',
  RETRIEVAL: 'HOLDER',
  REPRESENTATIVE: 'LEGAL_REPRESENTATIVE',
  AGENT: 'CERTIFICATION_AGENT',
  ACTIVATION: 'ANONYMOUS',
};

/** What the bearer of a link reads that has done its work: that, and what comes next; never what it once showed. */
const USED: Readonly<Record<OneTimeLink['purpose'], string>> = {
  CONSENT: 'CONSENT_LINK_USED',
  SHOWN_CONSENT: 'CONSENT_LINK_USED',
  AGREEMENT: 'AGREEMENT_LINK_USED',
  RETRIEVAL: 'RETRIEVAL_LINK_USED',
  REPRESENTATIVE: 'LINK_USED',
  AGENT: 'LINK_USED',
  ACTIVATION: 'LINK_USED',
};

/** One purpose, or several that open the same. */
type Purposes = LinkPurpose | readonly LinkPurpose[];

const refuseLink = (reason: string) => refusedError(refuseByRule('I-9', reason).refusal);

/** The company a token opens. @throws RULE_REFUSED LINK_UNKNOWN for anything that is not a token. */
export function callerOfLink(
  token: string,
  hasher: Hasher,
  correlationId: string,
): { caller: Caller; tokenHash: string } {
  const read = readToken(token, hasher);
  if (!read) throw refuseLink('LINK_UNKNOWN');
  return { caller: { tenantId: read.tenantId, accountId: null, correlationId }, tokenHash: read.tokenHash };
}

/**
 * The link of this token and purpose: known, not replaced by a newer one, not past its date (I-9, R4). Reading it
 * consumes nothing, so a mail scanner's GET is harmless.
 */
export async function openLink(
  tx: Transaction,
  tokenHash: string,
  purpose: OneTimeLink['purpose'],
): Promise<OneTimeLink> {
  return mustOpen(tx, await tx.links.byTokenHash(tokenHash), purpose);
}

function mustOpen(tx: Transaction, link: OneTimeLink | undefined, purposes: Purposes): OneTimeLink {
  if (!link || ![purposes].flat().includes(link.purpose)) throw refuseLink('LINK_UNKNOWN');
  if (link.replacedAt !== null) throw refuseLink('LINK_REPLACED');
  if (link.usedAt === null && link.expiresAt <= tx.now) throw refuseLink('LINK_EXPIRED');
  tx.actAs(BEARER[link.purpose]);
  return link;
}

/** The same, for a link that still has its one use: what it opens is shown to nobody after that (I-9). */
export async function openUnusedLink(
  tx: Transaction,
  tokenHash: string,
  purposes: Purposes,
): Promise<OneTimeLink> {
  return mustOpenUnused(tx, await tx.links.byTokenHash(tokenHash), purposes);
}

/** The same of a link that was read already. */
export function mustOpenUnused(
  tx: Transaction,
  found: OneTimeLink | undefined,
  purposes: Purposes,
): OneTimeLink {
  const link = mustOpen(tx, found, purposes);
  if (link.usedAt !== null) throw refuseLink(USED[link.purpose]);
  return link;
}
