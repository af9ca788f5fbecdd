import {
  AbandonedAct,
  errorOf,
  GraphqlError,
  needsStepUp,
  type ErrorExtensions,
} from '../graphql/graphql-error.js';
import { stepUpDesk } from '../graphql/step-up.js';
import { storedLocale } from '../i18n/locale.js';
import { saveFile } from '../ui/save-file.js';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
}

async function ask(address: string): Promise<Blob> {
  const answer = await fetch(address, {
    credentials: 'same-origin',
    headers: { 'accept-language': storedLocale() },
  }).catch(() => {
    throw new GraphqlError('NETWORK', '');
  });
  if (answer.ok) return answer.blob();
  const body = (await answer.json().catch(() => ({}))) as {
    errors?: readonly { message?: string; extensions?: ErrorExtensions }[];
  };
  throw errorOf(body.errors?.[0] ?? {});
}

/**
 * Hands a file to the browser's downloads. What lies in the archive asks for a fresh factor first.
 * @param openedObjectId of the office: the order or mandate whose file is open.
 * @throws GraphqlError; AbandonedAct when the person would not prove a factor
 */
export async function saveStoredFile({ id, name, mediaType }: Named, openedObjectId?: string): Promise<void> {
  const query = openedObjectId === undefined ? '' : `?opened=${encodeURIComponent(openedObjectId)}`;
  const address = `/files/${encodeURIComponent(id)}${query}`;
  const content = await ask(address).catch(async (error: unknown) => {
    if (!(error instanceof GraphqlError) || !needsStepUp(error) || !stepUpDesk.isOpen()) throw error;
    if (await stepUpDesk.prove()) return ask(address);
    throw new AbandonedAct(error.code, error.message, { reason: 'STEP_UP_REQUIRED' });
  });
  saveFile(name, content, mediaType);
}
