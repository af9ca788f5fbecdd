import type { HandedOutFile } from '../graphql/signing.js';
import { saveFile } from './save-file.js';

/** Hands a file of the server to the browser's downloads. */
export function saveHandedOut({ name, mediaType, base64 }: HandedOutFile): void {
  saveFile(
    name,
    Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    mediaType,
  );
}
