import { storedLocale } from '../i18n/locale.js';
import {
  AbandonedAct,
  errorOf,
  GraphqlError,
  isGraphqlError,
  needsStepUp,
  type ErrorExtensions,
} from './graphql-error.js';
import type { Operation } from './operation.js';
import { sessionEnd } from './session-end.js';
import { sessionToken } from './session-token.js';
import { stepUpDesk } from './step-up.js';

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message?: string; extensions?: ErrorExtensions }[];
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Its answer brings the session's new token. */
  readonly renewsSession?: boolean;
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

async function post(body: object, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      // A form of another site can send neither this header nor this content type: the server's CSRF check.
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'mandataire-console',
        // The server says its refusals in this language.
        'accept-language': storedLocale(),
      },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new GraphqlError('NETWORK', '');
  }
}

/** A proxy's page in place of JSON is a broken connection, not an answer. */
async function read<Data>(response: Response): Promise<Answer<Data>> {
  try {
    return (await response.json()) as Answer<Data>;
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new GraphqlError('NETWORK', '');
  }
}

const ids = new Map<Operation, Promise<string>>();

/** SHA-256 of the text, hexadecimal: the name under which the build has given the operation to the server. */
function documentId(operation: Operation): Promise<string> {
  const known = ids.get(operation);
  if (known) return known;
  const id = crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(operation))
    .then((hash) => [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  ids.set(operation, id);
  return id;
}

/**
 * By its name first. A server that does not know it is of another build: in development it takes the text, in production
 * it says that the page has to be loaded again.
 */
async function ask<Data>(
  operation: Operation,
  variables: object,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  // Without https the browser can't hash; it can't make keys either, and the page says so.
  if (typeof globalThis.crypto.subtle !== 'undefined') {
    const answer = await read<Data>(
      await post({ documentId: await documentId(operation), variables }, signal),
    );
    if (answer.errors?.[0]?.extensions?.fields?.query !== 'UNKNOWN_DOCUMENT') return answer;
  }
  return read<Data>(await post({ query: operation, variables }, signal));
}

async function once<Data>(operation: Operation, variables: object, signal?: AbortSignal): Promise<Data> {
  const answer = await ask<Data>(operation, variables, signal);
  const first = answer.errors?.[0];
  if (first) throw errorOf(first);
  if (!answer.data) throw new GraphqlError('NETWORK', '');
  return answer.data;
}

/** Whether what was refused may be asked again, once: with the session's new token, or after a factor was proved. */
async function mayAskAgain(error: unknown, sentAt: number | undefined): Promise<boolean> {
  if (!isGraphqlError(error)) return false;
  if (error.code === 'UNAUTHENTICATED') return sentAt !== undefined && sessionToken.changedSince(sentAt);
  if (!needsStepUp(error) || !stepUpDesk.isOpen()) return false;
  if (await stepUpDesk.prove()) return true;
  throw new AbandonedAct(error.code, error.message, { reason: 'STEP_UP_REQUIRED' });
}

/**
 * One GraphQL operation on the API of this origin. An act that asks for a fresh factor waits for the person to prove one,
 * then goes on with the very same variables, its idempotency key among them.
 * @throws GraphqlError; AbandonedAct when the person would not
 */
export async function request<Data>(
  operation: Operation,
  variables: object = {},
  { signal, renewsSession = false }: RequestOptions = {},
): Promise<Data> {
  const send = () => once<Data>(operation, variables, signal);
  const act = renewsSession ? () => sessionToken.renew(send) : send;
  // What renews the token is not told by another renewal.
  const sentAt = renewsSession ? undefined : sessionToken.generation();
  try {
    return await act().catch(async (error: unknown) => {
      if (await mayAskAgain(error, sentAt)) return act();
      throw error;
    });
  } catch (error) {
    if (isGraphqlError(error) && error.code === 'UNAUTHENTICATED') sessionEnd.announce();
    throw error;
  }
}
