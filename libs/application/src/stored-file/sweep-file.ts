import { addDuration } from '@mandataire/domain/time';
import { removeContent, UNUSED_FILE_KEPT } from '@mandataire/domain/stored-file';
import { orRefuse } from '../refusal/index.js';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';

/** Takes away the content of a file that nobody has used within a day. Nothing when somebody has meanwhile. */
export class SweepFile {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, fileId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      const file = await tx.storedFiles.lock(fileId);
      if (file?.state !== 'UPLOADED' || addDuration(file.uploadedAt, UNUSED_FILE_KEPT) > tx.now) return;
      tx.actAs('SYSTEM');
      const swept = orRefuse(removeContent(file, 'sweep', tx.now));
      await tx.storedFiles.removeContent(fileId);
      await tx.storedFiles.save(swept);
      await tx.record({
        name: 'file.swept',
        objectType: 'StoredFile',
        objectId: fileId,
        previousState: file.state,
        nextState: swept.state,
      });
    });
  }
}
