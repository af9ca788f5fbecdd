import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CertificateRevocationList } from '@mandataire/application/certificate';
import { chainNamed, viewAuthority, type AuthorityView } from './authority-view.js';
import { certificateReply, crlReply, NOT_FOUND, type CertificateForm } from './download-replies.js';
import { healthReply } from './health.js';
import { homeReply } from './home-page.js';
import { KeptAnswers } from './kept-answers.js';
import { OcspResponder } from './ocsp-responder.js';
import { getOcsp, postOcsp } from './ocsp-route.js';
import { policyReply } from './policy-page.js';
import { textReply, type Reply } from './reply.js';
import { SparseLog } from './sparse-log.js';
import type { StatusDependencies } from './status-dependencies.js';
import { KeptReading, shared } from './store-reading.js';
import { UsableSigners } from './usable-signers.js';

/** What a GET or HEAD finds. */
export interface Route {
  /** A path, or the start of one when it ends with `*`. */
  readonly path: string;
  /** `rest` is what stands where the `*` is. */
  handle(request: IncomingMessage, rest: string): Promise<Reply>;
}

export interface StatusRoutes {
  readonly gets: readonly Route[];
  /** By path; they answer by themselves, since they are asked the most. */
  readonly posts: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => void>;
}

const REREAD_MILLISECONDS = 2_000;
/** A look at everything costs a reading of the store past the kept values, and anybody may ask for one. */
const HEALTH_MILLISECONDS = 500;

/** Everything the service answers. */
export function statusRoutes(its: StatusDependencies, failures: SparseLog): StatusRoutes {
  const maxAge = its.rereadMilliseconds ?? REREAD_MILLISECONDS;
  const onFailure = (error: unknown): void =>
    failures.failure('The store does not answer; kept values are served', error);
  const kept = new KeptReading(
    async () => viewAuthority(await its.reader.authorityCertificates()),
    maxAge,
    onFailure,
  );
  const authority = (): Promise<AuthorityView> => kept.value();

  const lists = new Map<string, KeptReading<CertificateRevocationList | undefined>>();
  const currentCrl = (issuerId: string): Promise<CertificateRevocationList | undefined> => {
    const reading =
      lists.get(issuerId) ??
      new KeptReading((known) => its.reader.currentCrl(issuerId, known), maxAge, onFailure);
    lists.set(issuerId, reading);
    return reading.value();
  };

  const keptAnswers: KeptAnswers = new KeptAnswers({ ...its, renew: (request) => responder.renew(request) });
  its.revocations.follow(keptAnswers);
  const signers = new UsableSigners(its.keyStore, failures);
  const responder = new OcspResponder({ ...its, authority, failures, signers, kept: keptAnswers });
  const health = shared(Math.min(HEALTH_MILLISECONDS, maxAge), () =>
    healthReply({ ...its, signers, currentCrl }, its.clock()),
  );
  const post = (request: IncomingMessage, response: ServerResponse): void =>
    postOcsp(responder, request, response);
  const list = async (name: string): Promise<Reply> => {
    const [certificate] = chainNamed(await authority(), name);
    return certificate ? crlReply(await currentCrl(certificate.id), its.clock()) : NOT_FOUND;
  };
  const certificate = async (name: string, form: CertificateForm): Promise<Reply> =>
    certificateReply(chainNamed(await authority(), name), form);

  const gets: Route[] = [
    { path: '/', handle: async () => homeReply(await authority(), currentCrl) },
    { path: '/health', handle: health },
    { path: '/ocsp/*', handle: (_request, rest) => getOcsp(responder, rest, its) },
    { path: '/crl/*', handle: (_request, rest) => named(rest, ['crl'], list) },
    { path: '/ca/*', handle: (_request, rest) => named(rest, ['cer', 'pem', 'p7c'], certificate) },
    { path: '/policy/*', handle: async (_request, rest) => policyReply(rest) ?? NO_POLICY },
  ];
  return {
    gets,
    posts: new Map([
      ['/ocsp', post],
      ['/ocsp/', post],
    ]),
  };
}

const NO_POLICY = textReply(404, 'Cette politique n’est pas de cette autorité.\n');

/** Splits `dual-2.crl` into name and form; anything else names nothing. */
async function named<const F extends string>(
  file: string,
  forms: readonly F[],
  reply: (name: string, form: F) => Promise<Reply>,
): Promise<Reply> {
  const [, name, ending] = /^([a-z]+(?:-\d+)?)\.([a-z0-9]+)$/.exec(file) ?? [];
  const form = forms.find((each) => each === ending);
  return name && form ? reply(name, form) : NOT_FOUND;
}
