import type { StoredFile } from '@mandataire/domain/stored-file';
import type { FakeTable } from './table.fake.js';
import type { CompanyFileKey, SealedContent, StoredFileRepository } from './stored-file.repository.port.js';

/** A company's files in memory. */
export const storedFiles = (
  state: { readonly fileKeys: CompanyFileKey[]; readonly fileContents: Record<string, SealedContent> },
  table: FakeTable<StoredFile>,
): StoredFileRepository => ({
  find: (id) => table.find(id),
  lock: (id) => table.find(id),
  save: (file) => table.save(file),
  async insert(file, content) {
    await table.insert(file);
    state.fileContents[file.id] = content;
  },
  of: async (objectType, objectId) =>
    table.visible.filter((row) => row.objectType === objectType && row.objectId === objectId),
  present: async (limit) =>
    table.visible.filter(({ state }) => state === 'UPLOADED' || state === 'ATTACHED').slice(0, limit),
  content: async (id) => state.fileContents[id],
  async removeContent(id) {
    delete state.fileContents[id];
  },
  currentKey: async () => state.fileKeys.findLast(({ wrappedKey }) => wrappedKey !== null),
  key: async (id) => state.fileKeys.find((key) => key.id === id),
  async addFirstKey(key) {
    state.fileKeys.push(key);
    return key;
  },
  async destroyKeys() {
    state.fileKeys.forEach((key, n) => (state.fileKeys[n] = { ...key, wrappedKey: null }));
  },
});
