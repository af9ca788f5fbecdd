import type { Run } from '../../support/system/index.js';
import type { ApiClient, ApiError } from './api.js';

export interface FileAnswer {
  readonly status: number;
  readonly body: {
    readonly id: string;
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
    readonly sha256: string;
    readonly errors?: readonly ApiError[];
  };
}

type Part = readonly [field: string, value: string | Uint8Array, name?: string];

/** A form of exactly these parts, in this order. */
export async function post(
  { url }: { url: string },
  cookie: string | undefined,
  parts: readonly Part[],
): Promise<FileAnswer> {
  const form = new FormData();
  for (const [field, value, name] of parts) {
    if (typeof value === 'string' && name === undefined) form.append(field, value);
    else
      form.append(
        field,
        new Blob([typeof value === 'string' ? value : Uint8Array.from(value)]),
        name ?? 'file',
      );
  }
  const response = await fetch(url, { method: 'POST', headers: cookie ? { cookie } : {}, body: form });
  return { status: response.status, body: (await response.json()) as FileAnswer['body'] };
}

export const filesUrl = (run: Run): string => run.urls.graphql.replace(/graphql$/, 'files');

/** A file sent as the console sends it. */
export const sendFile = (
  run: Run,
  client: ApiClient,
  purpose: string,
  content: Uint8Array | string,
  name = 'document.pdf',
): Promise<FileAnswer> =>
  post({ url: filesUrl(run) }, client.cookie, [
    ['purpose', purpose],
    ['file', content, name],
  ]);

export const readFile = (run: Run, client: ApiClient, id: string, query = ''): Promise<Response> =>
  fetch(`${filesUrl(run)}/${id}${query}`, { headers: client.cookie ? { cookie: client.cookie } : {} });

export const reasonOf = ({ body }: FileAnswer): unknown => {
  const extensions = body.errors?.[0]?.extensions;
  return extensions?.reason ?? extensions?.fields ?? extensions?.code;
};

/** A document that does nothing. */
export const PDF = `%PDF-1.7
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
trailer << /Root 1 0 R >>
startxref
9
%%EOF
`;
