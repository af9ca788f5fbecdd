import { runningSystem } from '../../support/system/index.js';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of the first error; undefined when the answer has none. */
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Any bytes to any address, as somebody sends them who uses no client of ours. */
export async function send(init: RequestInit, url = runningSystem().urls.graphql): Promise<RawAnswer> {
  const response = await fetch(url, { method: 'POST', headers: JSON_TYPE, ...init });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    extensions: extensionsOf(text),
  };
}

export const sendQuery = (query: string, more: object = {}, url?: string): Promise<RawAnswer> =>
  send({ body: JSON.stringify({ query, ...more }) }, url);

function extensionsOf(text: string): RawAnswer['extensions'] {
  try {
    const { errors } = JSON.parse(text) as { errors?: { extensions: Record<string, unknown> }[] };
    return errors?.[0]?.extensions;
  } catch {
    return undefined;
  }
}
