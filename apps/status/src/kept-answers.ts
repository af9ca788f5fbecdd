import type { RevocationFollower } from '@mandataire/application/certificate';

/** A signed answer, ready to be sent again. */
export interface KeptAnswer {
  /** DER. */
  readonly body: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** An answer in the making: `isOverdue` once its certificate was revoked, or may have been, since its status was read. */
export interface Making {
  readonly certificate: string;
  isOverdue: boolean;
}

/** Instants are numbers (milliseconds of the clock): they are compared for every request. */
interface Kept extends KeptAnswer {
  readonly certificate: string;
  readonly from: number;
  /** Signed again in the background when it is asked for after this. */
  readonly due: number;
  /** Not given any more. */
  readonly until: number;
}

export interface KeptAnswersSettings {
  readonly clock: () => Date;
  /** REVOCATION_VISIBLE_MS */
  readonly revocationVisibleMs: number;
  /** Age of thisUpdate at which an answer is given no more. */
  readonly keptSeconds: number;
  /** Answers a kept request anew, to be kept in its place; never fails. */
  readonly renew: (request: string) => Promise<unknown>;
  /** How many answers are kept; some 2 kB each. */
  readonly most?: number;
}

const MOST_ANSWERS = 50_000;
/** So few that requests hardly wait for them; enough for all kept answers in ten minutes while one takes less than 9 ms. */
const MOST_RENEWALS = 2;

/** Part of its time after which an answer is due: spread, so that answers made together are not renewed together. */
const partBeforeDue = (): number => 0.5 + 0.4 * Math.random();

/**
 * Signed answers by the octets of their requests, the oldest leaving first. One is given only while it is young, its
 * certificate was not revoked since, and every revocation of longer ago than the promised delay is known to have been
 * told; otherwise the status is read again. What is still asked for is renewed before it grows old, a few at a time, while
 * the kept answer goes on being given. An answer in the making while the revocation is told is never kept, so that
 * "status read, revoked, told, answer kept" leaves nothing behind.
 */
export class KeptAnswers implements RevocationFollower {
  private readonly byRequest = new Map<string, Kept>();
  /** The requests whose answers are about a certificate. */
  private readonly byCertificate = new Map<string, Set<string>>();
  private readonly inTheMaking = new Map<string, Set<Making>>();
  private readonly renewing = new Set<string>();
  private heard = Number.NEGATIVE_INFINITY;

  constructor(private readonly its: KeptAnswersSettings) {}

  /** Whether every revocation of longer ago than the promised delay has been told. */
  isTold(): boolean {
    return performance.now() - this.heard < this.its.revocationVisibleMs;
  }

  find(request: string): KeptAnswer | undefined {
    const kept = this.byRequest.get(request);
    if (!kept || !this.isTold()) return undefined;
    const now = this.its.clock().getTime();
    // A clock that was set back or far ahead makes an answer as bad as one that grew old.
    if (now < kept.from || now >= kept.until) {
      this.drop(request, kept);
      return undefined;
    }
    if (now >= kept.due) this.renew(request);
    return kept;
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
    const from = answer.thisUpdate.getTime();
    const until = Math.min(from + this.its.keptSeconds * 1000, answer.nextUpdate.getTime());
    const due = from + (until - from) * partBeforeDue();
    this.byRequest.set(request, { ...answer, certificate, from, due, until });
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

  private renew(request: string): void {
    if (this.renewing.size >= MOST_RENEWALS || this.renewing.has(request)) return;
    this.renewing.add(request);
    void this.its.renew(request).finally(() => this.renewing.delete(request));
  }

  private drop(request: string, { certificate }: Kept): void {
    this.byRequest.delete(request);
    const requests = this.byCertificate.get(certificate);
    requests?.delete(request);
    if (requests?.size === 0) this.byCertificate.delete(certificate);
  }
}
