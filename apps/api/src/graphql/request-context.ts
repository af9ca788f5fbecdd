import { Context } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { grantedCompany } from '@mandataire/application/access';
import type { FoundSession, OpenedFile, OpenedSession, Visitor } from '@mandataire/application/account';
import type { Requester } from '@mandataire/application/permission';
import { readScope, type ReadScope } from '@mandataire/application/reading';
import { RefusedError, unauthenticated } from '@mandataire/application/refusal';
import type { Act, Standing } from '@mandataire/domain/permission';
import { preferredLanguage, type Language } from '@mandataire/domain/wording';
import type { ApiPlatform } from '@mandataire/platform/api';
import { deviceToken, writeDevice } from '../http/device-cookie.js';
import { clearSession, sessionToken, writeSession } from '../http/session-cookie.js';
import { Reading } from './reading.js';

/** One GraphQL request: who asks, in which language, at which instant, and what was read already. */
export class RequestContext {
  /** One instant for everything that this request reads. */
  readonly now: Date;
  readonly correlationId: string;
  readonly language: Language;
  /** Of whoever sent it, or of the proxy that is trusted to say so (TRUST_PROXY). */
  readonly address: string;
  private found: Promise<FoundSession | undefined> | undefined;
  private known: Promise<string> | undefined;
  private readonly scopes = new Map<Act, Promise<ReadScope>>();
  private readonly readings = new Map<string, Reading>();

  constructor(
    private readonly platform: ApiPlatform,
    request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.now = platform.clock.now();
    this.correlationId = String(request.id);
    this.language = preferredLanguage(request.headers['accept-language']);
    this.address = request.ip;
    this.token = sessionToken(request, platform.settings.publicUrl);
    this.visitor = {
      userAgent: request.headers['user-agent'] ?? '',
      deviceToken: deviceToken(request, platform.settings.publicUrl),
      correlationId: this.correlationId,
    };
  }

  /** The browser that asks. */
  readonly visitor: Visitor;

  private token: string | undefined;

  /** The session of the cookie in whatever state, or none. */
  session(): Promise<FoundSession | undefined> {
    this.found ??=
      this.token === undefined
        ? Promise.resolve(undefined)
        : this.platform.sessions.find(this.platform.hasher.sha256(this.token), this.now);
    return this.found;
  }

  /** @throws UNAUTHENTICATED without a session, and while its second factor is awaited: it opens nothing else. */
  async openSession(): Promise<FoundSession> {
    const session = await this.session();
    if (session?.state !== 'OPEN') throw unauthenticated();
    return session;
  }

  /** @throws UNAUTHENTICATED */
  async requester(): Promise<Requester> {
    const { accountId, tenantId, platformRoles, strength, factorAt } = await this.openSession();
    return { accountId, tenantId, platformRoles, strength, factorAt, correlationId: this.correlationId };
  }

  /** @throws UNAUTHENTICATED */
  async standing(): Promise<Standing> {
    return (await this.openSession()).standing;
  }

  /** The requester's e-mail: files that concern him are not his to decide on (F61). @throws UNAUTHENTICATED */
  email(): Promise<string> {
    this.known ??= this.openSession()
      .then((session) => this.platform.viewers.viewer(session, this.now))
      .then(({ email }) => email);
    return this.known;
  }

  /** Rows that the act opens. @throws UNAUTHENTICATED, FORBIDDEN */
  scope(act: Act): Promise<ReadScope> {
    const known = this.scopes.get(act);
    if (known) return known;
    const scope = Promise.all([this.requester(), this.standing()]).then(([requester, standing]) =>
      readScope(act, requester, standing, this.now),
    );
    this.scopes.set(act, scope);
    return scope;
  }

  /**
   * The scope in which one file is opened: platform staff need an access grant on it, and are refused alike whether it
   * exists or not. @throws FORBIDDEN ACCESS_GRANT_REQUIRED
   */
  async fileScope(act: Act, objectId: string): Promise<ReadScope> {
    const scope = await this.scope(act);
    if (scope.kind === 'REGISTRATION') {
      await grantedCompany(this.platform.accessGrants, await this.requester(), objectId, this.now);
    }
    return scope;
  }

  /** Rows that the act opens, or none: for a part of an answer that this person may not see. */
  async scopeIfAny(act: Act): Promise<ReadScope | undefined> {
    try {
      return await this.scope(act);
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'FORBIDDEN') return undefined;
      throw error;
    }
  }

  /** The request's reader of one scope: what two fields ask for is read once. */
  reading(scope: ReadScope): Reading {
    const key = JSON.stringify(scope);
    const known = this.readings.get(key) ?? new Reading(this.platform.fleet, scope, this.now);
    this.readings.set(key, known);
    return known;
  }

  /** Notes that the staff opened a company's file (I-1); nothing for the company's own people. */
  async opened(act: Act, file: OpenedFile): Promise<void> {
    const [session, scope] = [await this.openSession(), await this.scope(act)];
    await this.platform.useCases.noteOpening.file(session, scope, file, this.correlationId);
  }

  /** Gives the browser the session that was just opened; the rest of this request is asked in its name. */
  enter({ token, deviceToken: device }: OpenedSession): void {
    const { publicUrl } = this.platform.settings;
    writeSession(this.reply, publicUrl, token);
    if (device !== undefined) writeDevice(this.reply, publicUrl, device);
    this.token = token;
    this.forget();
  }

  leave(): void {
    clearSession(this.reply, this.platform.settings.publicUrl);
    this.token = undefined;
    this.forget();
  }

  private forget(): void {
    this.found = undefined;
    this.known = undefined;
    this.scopes.clear();
    this.readings.clear();
  }
}

/** Where the server keeps it among what it adds itself. */
const KEY = 'api';

export const graphqlContext = (context: RequestContext): Record<string, unknown> => ({ [KEY]: context });

export const contextOf = (graphql: unknown): RequestContext =>
  (graphql as Record<string, unknown>)[KEY] as RequestContext;

/** The request's context as a resolver's parameter. */
export const Api = (): ParameterDecorator => Context(KEY);
