import { storedLocale } from '../i18n/locale.js';
import { errorOf, GraphqlError, type ErrorExtensions } from './graphql-error.js';
import { sessionEnd } from './session-end.js';

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { message?: string; extensions?: ErrorExtensions }[];
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

async function post(query: string, variables: object, signal?: AbortSignal): Promise<Response> {
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
      body: JSON.stringify({ query, variables }),
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

/** One GraphQL operation on the API of this origin. @throws GraphqlError */
export async function request<Data>(
  query: string,
  variables: object = {},
  { signal }: RequestOptions = {},
): Promise<Data> {
  const answer = await read<Data>(await post(query, variables, signal));
  const first = answer.errors?.[0];
  if (first) {
    const error = errorOf(first);
    if (error.code === 'UNAUTHENTICATED') sessionEnd.announce();
    throw error;
  }
  if (!answer.data) throw new GraphqlError('NETWORK', '');
  return answer.data;
}
