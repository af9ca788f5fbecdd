import { generateKeyPairSync } from 'node:crypto';
import { NodeRandomness, Sha256Hasher } from '@mandataire/adapters/clock';
import { OpenAccess } from '@mandataire/application/access';
import {
  AnswerCertificate,
  ExpireCertificate,
  IssueCertificate,
  type CertificateAuthority,
  type CertificateRequestInspector,
} from '@mandataire/application/certificate';
import { LinkIssuer } from '@mandataire/application/link';
import type { Mail, Mailer } from '@mandataire/application/mail';
import { OpenCompany } from '@mandataire/application/mandate';
import {
  CoSignOrder,
  DecideOrder,
  GiveConsent,
  PlaceOrder,
  SendOrderLink,
} from '@mandataire/application/order';
import { callerOfEvent, JobLedger, JOBS_OF_EVENT, type JobName } from '@mandataire/application/queue';
import type { OutboxEvent } from '@mandataire/application/journal';
import {
  CarryOutRevocations,
  ObserveRevocation,
  RequestRevocation,
  TellRevocation,
} from '@mandataire/application/revocation';
import type { Persistence, WorkerPersistence } from '@mandataire/persistence';
import type { DemoClock } from './demo-clock.js';

/** The letters of the replayed past reach nobody; a link's token is taken from them as its reader would. */
export class ReplayedMail implements Mailer {
  private token: string | undefined;

  async send({ text }: Mail): Promise<void> {
    this.token = /\/(?:consentement|retrait)\/([\w-]{43})/.exec(text)?.[1] ?? this.token;
  }

  /** @throws when no link was mailed since the last call. */
  takeToken(): string {
    const { token } = this;
    this.token = undefined;
    if (token === undefined) throw new Error('no link was mailed');
    return token;
  }
}

/** A key pair whose private half is forgotten at once: nobody will ever sign with a demonstration certificate. */
function throwAwayKey(hasher: Sha256Hasher): CertificateRequestInspector {
  return {
    inspect() {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      return { ok: true, publicKey: spki, publicKeyHash: hasher.sha256(spki), algorithm: 'EC', bits: 256 };
    },
  };
}

/** The replayed past publishes no list: one is published at its end, at the real instant. */
const withoutPublishing = (authority: CertificateAuthority): CertificateAuthority => ({
  capabilities: authority.capabilities,
  issuerId: (profile) => authority.issuerId(profile),
  issue: (request) => authority.issue(request),
  revoke: (revocations) => authority.revoke(revocations),
  publish: async (now) => ({ number: 0, nextUpdate: now }),
});

/** Seen from outside at once: the replay asks no status service, which does not run yet. */
const SEEN = { ocsp: async () => 'REVOKED' as const, crlLists: async () => true };

export interface ReplayParts {
  readonly clock: DemoClock;
  readonly app: Persistence;
  readonly worker: WorkerPersistence;
  readonly authority: CertificateAuthority;
}

export type Replay = ReturnType<typeof openReplay>;

async function relayed({ outbox }: WorkerPersistence): Promise<readonly OutboxEvent[]> {
  const events: OutboxEvent[] = [];
  await outbox.relay(100, async (claimed) => void events.push(...claimed));
  return events;
}

/** The product's own use cases under the seed's clock: the rows of a demonstration come to be like all others. */
export function openReplay({ clock, app, worker, authority }: ReplayParts) {
  const { unitOfWork, catalogue, locator, accessGrants } = app;
  const randomness = new NodeRandomness();
  const hasher = new Sha256Hasher();
  const mail = new ReplayedMail();
  const addresses = { console: (path: string) => `demo:${path}` };
  const links = new LinkIssuer(randomness, hasher);
  const quiet = withoutPublishing(authority);
  const jobs: Partial<Record<JobName, { execute(event: OutboxEvent): Promise<void> }>> = {
    'send-order-link': new SendOrderLink(worker.unitOfWork, worker.catalogue, links, mail, addresses),
    'observe-revocation': new ObserveRevocation(worker.unitOfWork, SEEN),
    'tell-revocation': new TellRevocation(worker.unitOfWork, mail),
  };
  const revocations = new CarryOutRevocations(worker.unitOfWork, quiet, clock);
  // Also what the past mails to nobody is done: the worker, once started, finds none of it.
  const ledger = new JobLedger(worker.unitOfWork);
  const carryOut = async (event: OutboxEvent) => {
    const caller = callerOfEvent(event);
    await revocations.revoke(caller, [event.objectId]);
    await revocations.confirm(caller, [event.objectId]);
  };
  const work = async (events: readonly OutboxEvent[]) => {
    for (const event of events) {
      if (event.name === 'revocation.requested') await carryOut(event);
      for (const job of JOBS_OF_EVENT[event.name] ?? []) {
        await ledger.once(job, event, async () => jobs[job]?.execute(event));
      }
    }
  };
  return {
    clock,
    randomness,
    hasher,
    unitOfWork,
    mail,
    openCompany: new OpenCompany(unitOfWork, randomness, app.companyNames),
    place: new PlaceOrder(unitOfWork, catalogue, randomness),
    consent: new GiveConsent(unitOfWork, hasher, randomness),
    coSign: new CoSignOrder(unitOfWork, hasher, randomness),
    decide: new DecideOrder(unitOfWork, accessGrants, catalogue, { clock, hasher, randomness }),
    openAccess: new OpenAccess(unitOfWork, locator, accessGrants, clock, randomness),
    issue: new IssueCertificate(unitOfWork, quiet, throwAwayKey(hasher), hasher, randomness),
    answer: new AnswerCertificate(unitOfWork, hasher, randomness),
    requestRevocation: new RequestRevocation(unitOfWork, randomness),
    expire: new ExpireCertificate(worker.unitOfWork),
    /** Relays and works off the outbox until it is empty; each round takes two seconds of the replayed time. */
    async drain(): Promise<void> {
      // Worked off after they are marked: an event's row is locked while it is relayed.
      for (let events = await relayed(worker); events.length > 0; events = await relayed(worker)) {
        await work(events);
        clock.advance({ minutes: 2 / 60 });
      }
    },
  };
}
