import type { RevocationFollower } from '@mandataire/application/certificate';
import { COMMON, entityTag } from './reply.js';

/** A signed answer, with what HTTP says of it, ready to be sent again. */
export interface KeptAnswer {
  /** DER. */
  readonly body: Buffer;
  /** Head of the answer to a POST: names and values in turn. */
  readonly head: string[];
  readonly etag: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

export function keptAnswer(der: Uint8Array, thisUpdate: Date, nextUpdate: Date): KeptAnswer {
  const headers = {
    ...COMMON,
    'content-type': 'application/ocsp-response',
    'cache-control': 'no-store',
    'content-length': String(der.length),
  };
  return {
    body: Buffer.from(der),
    head: Object.entries(headers).flat(),
    etag: entityTag(der),
    thisUpdate,
    nextUpdate,
  };
}

/** An answer in the making: `isOverdue` once its certificate was revoked, or may have been, since its status was read. */
export interface Making {
  readonly certificate: string;
  isOverdue: boolean;
}

interface Kept extends KeptAnswer {
  readonly certificate: string;
}

export interface KeptAnswersSettings {
  readonly clock: () => Date;
  /** REVOCATION_VISIBLE_MS */
  readonly revocationVisibleMs: number;
  /** Age of thisUpdate from which an answer is signed again. */
  readonly keptSeconds: number;
  /** How many answers are kept; some 2 kB each. */
  readonly most?: number;
}

const MOST_ANSWERS = 50_000;

/**
 * Signed answers by the octets of their requests, the oldest leaving first. One is given only while it is young, its
 * certificate was not revoked since, and every revocation of longer ago than the promised delay is known to have been
 * told; otherwise the status is read again. An answer in the making while the revocation is told is never kept, so that
 * "status read, revoked, told, answer kept" leaves nothing behind.
 */
export class KeptAnswers implements RevocationFollower {
  private readonly byRequest = new Map<string, Kept>();
  /** The requests whose answers are about a certificate. */
  private readonly byCertificate = new Map<string, Set<string>>();
  private readonly inTheMaking = new Map<string, Set<Making>>();
  private heard = Number.NEGATIVE_INFINITY;

  constructor(private readonly its: KeptAnswersSettings) {}

  find(request: string): KeptAnswer | undefined {
    const kept = this.byRequest.get(request);
    if (!kept || performance.now() - this.heard >= this.its.revocationVisibleMs) return undefined;
    const age = this.its.clock().getTime() - kept.thisUpdate.getTime();
    // A clock that was set back or far ahead makes an answer as bad as one that grew old.
    if (age >= 0 && age < this.its.keptSeconds * 1000) return kept;
    this.drop(request, kept);
    return undefined;
  }

  /** To be called before the status is read; `end` follows whatever happens. */
  begin(issuerId: string, serial: string): Making {
    const certificate = `${issuerId}:${serial}`;
    const making = { certificate, isOverdue: false };
    const others = this.inTheMaking.get(certificate);
    if (others) others.add(making);
    else this.inTheMaking.set(certificate, new Set([making]));
    return making;
  }

  end(making: Making): void {
    const others = this.inTheMaking.get(making.certificate);
    others?.delete(making);
    if (others?.size === 0) this.inTheMaking.delete(making.certificate);
  }

  /** Keeps what was made, unless it is overdue already. */
  keep(making: Making, request: string, answer: KeptAnswer): void {
    if (making.isOverdue) return;
    const { certificate } = making;
    const before = this.byRequest.get(request);
    if (before) this.drop(request, before);
    this.byRequest.set(request, { ...answer, certificate });
    const requests = this.byCertificate.get(certificate);
    if (requests) requests.add(request);
    else this.byCertificate.set(certificate, new Set([request]));
    if (this.byRequest.size <= (this.its.most ?? MOST_ANSWERS)) return;
    const [oldest] = this.byRequest;
    if (oldest) this.drop(...oldest);
  }

  revoked(issuerId: string, serial: string): void {
    const certificate = `${issuerId}:${serial}`;
    for (const making of this.inTheMaking.get(certificate) ?? []) making.isOverdue = true;
    for (const request of this.byCertificate.get(certificate) ?? []) this.byRequest.delete(request);
    this.byCertificate.delete(certificate);
  }

  heardUntil(instant: number): void {
    this.heard = instant;
  }

  lost(): void {
    this.heard = Number.NEGATIVE_INFINITY;
    this.byRequest.clear();
    this.byCertificate.clear();
    for (const makings of this.inTheMaking.values()) for (const making of makings) making.isOverdue = true;
  }

  private drop(request: string, { certificate }: Kept): void {
    this.byRequest.delete(request);
    const requests = this.byCertificate.get(certificate);
    requests?.delete(request);
    if (requests?.size === 0) this.byCertificate.delete(certificate);
  }
}
