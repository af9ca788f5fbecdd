import { advanceCertificate, type Certificate } from '@mandataire/domain/certificate';
import { advanceRevocation, type RevocationRequest } from '@mandataire/domain/revocation';
import type { CertificateAuthority } from '../certificate/index.js';
import type { Clock } from '../clock/index.js';
import type { Happening } from '../journal/index.js';
import { orRefuse } from '../refusal/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';

/** A request that the authority has carried out: OCSP says so already. */
export interface SentRevocation {
  readonly requestId: string;
  readonly issuerId: string;
}

const OF_REQUEST = ['id', 'certificateId', 'state', 'reason', 'sentToCaAt'] as const;
const OF_CERTIFICATE = ['id', 'state', 'issuerId', 'serial', 'publicKeyHash'] as const;

/** What of a request and its certificate matters here, and what the asking of it belonged to. */
interface Asked {
  readonly request: Pick<RevocationRequest, (typeof OF_REQUEST)[number]>;
  readonly certificate: Pick<Certificate, (typeof OF_CERTIFICATE)[number]>;
  readonly correlationId: string | undefined;
}

/**
 * Carries authenticated requests of one company to the CA, as many at once as there are: SENT_TO_CA, revoked at the CA
 * (OCSP says so from here on), listed, then CONFIRMED with the certificate REVOKED: no certificate is REVOKED before its
 * list says so. Each step asks the state machine again about each request, and leaves out what somebody else carries out
 * at this moment; so a run that died anywhere is finished by the next, and one request ends in one revocation (I-17, I-18,
 * F50). A set with a request that cannot be carried out fails whole: its parts are then tried apart.
 */
export class CarryOutRevocations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authority: CertificateAuthority,
    private readonly clock: Clock,
  ) {}

  /** @returns those that are SENT_TO_CA and revoked there, by this call or an earlier one that died. */
  async revoke(caller: Caller, requestIds: readonly string[]): Promise<readonly SentRevocation[]> {
    const sent = await this.unitOfWork.run(caller, (tx) => sendToCa(tx, requestIds));
    if (sent.length === 0) return [];
    await this.authority.revoke(
      sent.map(({ request, certificate: { issuerId, serial } }) => ({
        ...{ issuerId, serial },
        revokedAt: request.sentToCaAt ?? this.clock.now(),
      })),
    );
    return sent.map(({ request, certificate }) => ({
      requestId: request.id,
      issuerId: certificate.issuerId,
    }));
  }

  /** The list with everything that this issuing CA has revoked; another's authority makes its own. */
  async publish(issuerId: string): Promise<void> {
    if (this.authority.capabilities.publish) await this.authority.publish(this.clock.now(), issuerId);
  }

  async confirm(caller: Caller, requestIds: readonly string[]): Promise<void> {
    await this.unitOfWork.run(caller, (tx) => confirm(tx, requestIds));
  }
}

async function load(tx: Transaction, requestIds: readonly string[]): Promise<readonly Asked[]> {
  const requests = await tx.revocations.lockFree(requestIds, OF_REQUEST);
  const [certificates, correlations] = await Promise.all([
    tx.certificates.lockAll(
      requests.map(({ certificateId }) => certificateId),
      OF_CERTIFICATE,
    ),
    tx.revocations.correlations(requestIds),
  ]);
  const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]));
  return requests.flatMap((request) => {
    const certificate = byId.get(request.certificateId);
    return certificate ? [{ request, certificate, correlationId: correlations.get(request.id) }] : [];
  });
}

const idsOf = (asked: readonly Asked[]): string[] => asked.map(({ request }) => request.id);

async function sendToCa(tx: Transaction, requestIds: readonly string[]): Promise<readonly Asked[]> {
  tx.actAs('SYSTEM');
  const asked = await load(tx, requestIds);
  const resent = asked.filter(({ request }) => request.state === 'SENT_TO_CA');
  const fresh = asked.filter(({ request }) => request.state === 'AUTHENTICATED');
  if (fresh.length === 0) return resent;
  for (const { request } of fresh) orRefuse(advanceRevocation(request, 'sendToCa', 'SYSTEM'));
  const change = { state: 'SENT_TO_CA', sentToCaAt: tx.now } as const;
  await tx.revocations.changeAll(idsOf(fresh), change);
  await tx.record(
    ...fresh.map(({ request, correlationId }) => ({
      ...({ name: 'revocation.sent-to-ca', objectType: 'RevocationRequest', objectId: request.id } as const),
      ...{ previousState: request.state, nextState: change.state, correlationId },
    })),
  );
  return [...resent, ...fresh.map((each) => ({ ...each, request: { ...each.request, ...change } }))];
}

async function confirm(tx: Transaction, requestIds: readonly string[]): Promise<void> {
  tx.actAs('CERTIFICATION_AUTHORITY');
  const sent = (await load(tx, requestIds)).filter(({ request }) => request.state === 'SENT_TO_CA');
  if (sent.length === 0) return;
  for (const { request, certificate } of sent) {
    orRefuse(advanceCertificate(certificate, 'revoke', 'CERTIFICATION_AUTHORITY'));
    orRefuse(advanceRevocation(request, 'confirm', 'CERTIFICATION_AUTHORITY'));
  }
  for (const [revokedAt, ids] of certificatesBySending(sent, tx.now))
    await tx.certificates.changeAll(ids, { state: 'REVOKED', revokedAt: new Date(revokedAt) });
  await tx.revocations.changeAll(idsOf(sent), { state: 'CONFIRMED', confirmedAt: tx.now });
  const compromised = sent.filter(({ request }) => request.reason === 'KEY_COMPROMISED');
  if (compromised.length > 0)
    await tx.registers.noteCompromisedKeys(compromised.map(({ certificate }) => certificate.publicKeyHash));
  await tx.record(...sent.flatMap(happeningsOf));
}

/** The instant that the authority was told, and the certificates of each: mostly one for all. */
function certificatesBySending(sent: readonly Asked[], now: Date): ReadonlyMap<number, readonly string[]> {
  const sets = new Map<number, string[]>();
  for (const { request, certificate } of sent) {
    const at = (request.sentToCaAt ?? now).getTime();
    const ids = sets.get(at) ?? [];
    sets.set(at, ids);
    ids.push(certificate.id);
  }
  return sets;
}

const happeningsOf = ({ request, certificate, correlationId }: Asked): Happening[] => [
  {
    ...{ name: 'certificate.revoked', objectType: 'Certificate', objectId: certificate.id },
    ...{ previousState: certificate.state, nextState: 'REVOKED', facts: { serial: certificate.serial } },
    correlationId,
  },
  {
    ...{ name: 'revocation.confirmed', objectType: 'RevocationRequest', objectId: request.id },
    ...{ previousState: request.state, nextState: 'CONFIRMED', correlationId },
  },
];
