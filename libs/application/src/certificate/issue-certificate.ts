import { refuseByRule } from '@mandataire/domain/decision';
import { advanceCertificate, type Certificate, type CertifiedData } from '@mandataire/domain/certificate';
import { advanceOrder, type Order } from '@mandataire/domain/order';
import { addMonthsUtc } from '@mandataire/domain/time';
import type { Hasher, Randomness } from '../clock/index.js';
import { callerOfLink, mustOpenUnused } from '../link/index.js';
import { canonicalJson } from '../evidence/index.js';
import { brokenOff, notFound, orRefuse, refusedError, RefusedError } from '../refusal/index.js';
import type { Caller, KeyClaim, OrderToRetrieve, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import {
  CertificateLintError,
  type CertificateAuthority,
  type CertificateRequestInspector,
  type IssuedCertificate,
} from './certificate-authority.port.js';
import { abandonReserved } from './abandon-reserved.js';
import { newSerial } from './serial.js';
import { together } from './together.js';

/** F64: attributes are correct at issuance. A change confirmed since supersedes the order; this closes the race. */
function mustStillHold({ order, identityNumbers }: OrderToRetrieve): void {
  if (!identityNumbers.includes(order.identityNumber)) {
    throw refusedError(refuseByRule('F64', 'IDENTITY_CHANGED_SINCE_ORDER').refusal);
  }
}

/** F19, F57. */
function mustBeNew(claim: KeyClaim): void {
  if (claim === 'COMPROMISED') throw refusedError(refuseByRule('F57', 'KEY_IS_COMPROMISED').refusal);
  if (claim !== 'CLAIMED') throw refusedError(refuseByRule('F19', 'KEY_ALREADY_CERTIFIED').refusal);
}

/**
 * Once the serial is reserved the link has served: neither `INTERNAL` nor "try again" would be true. The sweeper abandons
 * the serial in some minutes, and the order starts over with a new link.
 */
function afterReservation(error: unknown): unknown {
  const isAnswer = error instanceof RefusedError && error.code !== 'UPSTREAM_UNAVAILABLE';
  return isAnswer ? error : brokenOff('SIGNATURE_INTERRUPTED', error);
}

/** What the subject's name is made of (F37): all certified data but the e-mail, which stands beside the name. */
const subjectOf = ({ email: _beside, ...subject }: CertifiedData): Omit<CertifiedData, 'email'> => subject;

export interface IssueCertificateInput {
  readonly token: string;
  /** PKCS#10, PEM; its subject is ignored: the name comes from the verified identity. */
  readonly csr: string;
}

/**
 * The holder's request becomes a certificate (R4, F19, D20, D21). Order of effects: request checked; then, in one
 * transaction, key and name claimed, serial and certificate row reserved, link used; then lint and signature outside any
 * transaction; then issued and recorded. Everything ever signed therefore has a row and a status. Refuses a key that was
 * certified before (F19) or is compromised (F57), RSA-2048 (D21), a false proof of possession, and anything that looks like a private key (I-11).
 * A lint finding abandons the serial (D27). UPSTREAM_UNAVAILABLE SIGNATURE_INTERRUPTED when key store or database fail
 * after the reservation: the sweeper abandons the serial, and the holder is mailed a new link.
 */
export class IssueCertificate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authority: CertificateAuthority,
    private readonly inspector: CertificateRequestInspector,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(
    input: IssueCertificateInput,
    correlationId: string,
  ): Promise<{ certificate: Certificate; chain: readonly Uint8Array[] }> {
    const { caller, tokenHash } = callerOfLink(input.token, this.hasher, correlationId);
    const request = this.inspector.inspect(input.csr);
    if (!request.ok) {
      throw refusedError(
        refuseByRule(request.reason === 'CSR_IS_PRIVATE_KEY' ? 'I-11' : 'D21', request.reason).refusal,
      );
    }
    const reserved = await this.unitOfWork.run(caller, (tx) =>
      this.reserve(tx, { tokenHash, publicKeyHash: request.publicKeyHash }),
    );
    try {
      const signed = await this.sign(caller, reserved, request.publicKey);
      return { certificate: await this.record(caller, reserved, signed), chain: signed.chain };
    } catch (error) {
      throw afterReservation(error);
    }
  }

  private async reserve(
    tx: Transaction,
    at: { tokenHash: string; publicKeyHash: string },
  ): Promise<Certificate> {
    const [found, key] = await together([
      tx.orders.toRetrieve(at.tokenHash),
      tx.registers.claimPublicKey(at.publicKeyHash),
    ]);
    const link = mustOpenUnused(tx, found?.link, 'RETRIEVAL');
    if (!found) throw notFound();
    const { order } = found;
    const downloaded = orRefuse(advanceOrder(order, 'download', 'HOLDER'));
    mustStillHold(found);
    mustBeNew(key);
    await this.claimName(tx, order);
    const issuerId = await this.authority.issuerId(order.profile);
    const certificate = this.requested(tx, order, { issuerId, publicKeyHash: at.publicKeyHash });
    tx.endWithWrites();
    await together([
      tx.registers.reserveSerial({
        issuerId,
        serial: certificate.serial,
        certificateId: certificate.id,
        notAfter: certificate.notAfter,
      }),
      tx.certificates.insert(certificate),
      tx.links.save({ ...link, usedAt: tx.now }),
      tx.orders.save(downloaded),
    ]);
    await tx.record({
      name: 'certificate.reserved',
      objectType: 'Certificate',
      objectId: certificate.id,
      nextState: certificate.state,
      facts: { serial: certificate.serial, orderId: order.id },
    });
    return certificate;
  }

  private async claimName(tx: Transaction, order: Order): Promise<void> {
    const name = this.hasher.sha256(canonicalJson(subjectOf(order.certifiedData)));
    if (!(await tx.registers.claimSubjectName(name, order.holderId))) {
      throw refusedError(refuseByRule('F38', 'SUBJECT_NAME_TAKEN').refusal);
    }
  }

  private requested(
    tx: Transaction,
    order: Order,
    at: Pick<Certificate, 'issuerId' | 'publicKeyHash'>,
  ): Certificate {
    const notBefore = new Date(Math.floor(tx.now.getTime() / 1000) * 1000);
    return {
      tenantId: order.tenantId,
      id: this.randomness.id(),
      version: 1,
      orderId: order.id,
      holderId: order.holderId,
      productCode: order.productCode,
      renewalIndex: 0,
      state: 'REQUESTED',
      issuerId: at.issuerId,
      serial: newSerial(this.randomness),
      publicKeyHash: at.publicKeyHash,
      certifiedData: order.certifiedData,
      profile: order.profile,
      notBefore,
      // RFC 5280 §4.1.2.5: notAfter is inside the validity, so one second less keeps the lifetime within R13.
      notAfter: new Date(addMonthsUtc(notBefore, order.profile.validityMonths).getTime() - 1000),
      der: null,
      issuedAt: null,
      acceptedAt: null,
      revokedAt: null,
    };
  }

  private async sign(
    caller: Caller,
    certificate: Certificate,
    publicKey: Uint8Array,
  ): Promise<IssuedCertificate> {
    try {
      return await this.authority.issue({
        issuerId: certificate.issuerId,
        serial: certificate.serial,
        data: certificate.certifiedData,
        profile: certificate.profile,
        publicKey,
        notBefore: certificate.notBefore,
        notAfter: certificate.notAfter,
      });
    } catch (error) {
      if (error instanceof CertificateLintError) {
        const reason = error.findings.map((f) => `${f.clause} ${f.message}`).join('; ');
        await this.unitOfWork.run(caller, (tx) =>
          abandonReserved(tx, certificate.id, { reason, order: 'suspendOnLint' }),
        );
        throw refusedError(refuseByRule(error.findings[0]?.clause ?? 'F37', 'CERTIFICATE_LINT').refusal);
      }
      throw error;
    }
  }

  private async record(
    caller: Caller,
    reserved: Certificate,
    signed: IssuedCertificate,
  ): Promise<Certificate> {
    return this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('CERTIFICATION_AUTHORITY');
      tx.endWithWrites();
      // As it was reserved: if anyone has abandoned it since, its version has moved and the save finds a CONFLICT.
      const issued = orRefuse(advanceCertificate(reserved, 'issue', 'CERTIFICATION_AUTHORITY'));
      const [saved] = await together([
        tx.certificates.save({ ...issued, der: signed.der, issuedAt: tx.now }),
        tx.registers.markIssued(reserved.issuerId, reserved.serial),
      ]);
      await tx.record({
        name: 'certificate.issued',
        objectType: 'Certificate',
        objectId: reserved.id,
        previousState: reserved.state,
        nextState: saved.state,
        facts: { serial: reserved.serial },
      });
      return saved;
    });
  }
}
