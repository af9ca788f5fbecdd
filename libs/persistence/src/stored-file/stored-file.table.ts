import { EntitySchema } from 'typeorm';
import type { StoredFile } from '@mandataire/domain/stored-file';
import { fixed, instant, integer, nullable, tenantKey, text, uuid, version } from '../database/index.js';

/** What is known of a file; its octets lie in `stored_file_content`. */
export const storedFileTable = new EntitySchema<StoredFile>({
  name: 'StoredFile',
  tableName: 'stored_file',
  columns: {
    ...tenantKey,
    version,
    purpose: fixed(text('purpose')),
    name: fixed(text('name')),
    mediaType: fixed(text('media_type')),
    size: fixed(integer('size')),
    sha256: fixed(text('sha256')),
    state: text('state'),
    uploadedBy: fixed(uuid('uploaded_by')),
    uploadedAt: fixed(instant('uploaded_at')),
    objectType: nullable(text('object_type')),
    objectId: nullable(uuid('object_id')),
    attachedAt: nullable(instant('attached_at')),
    removedAt: nullable(instant('removed_at')),
  },
});
