import { useState } from 'react';
import { useNotify } from 'react-admin';
import { recordVerification } from '../../graphql/holder-acts.js';
import type { Holder } from '../../graphql/schema.js';
import type { VerificationActInput } from '../../graphql/schema-verification.js';
import { useText } from '../../i18n/use-text.js';
import { FileField, type UploadedFile } from '../../ui/file-field.js';
import { useAct } from '../../ui/use-act.js';
import { VerificationForm } from './verification/verification-form.js';

/** F14: a passport has one side that counts. */
const COPIES = ['front', 'back'] as const;

interface VerifyDialogProps {
  readonly holder: Holder;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The MC records what he verified; the place of a planned meeting is filled in. */
export function VerifyDialog({ holder, onDone, onClose }: VerifyDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(recordVerification);
  const [copies, setCopies] = useState<readonly (UploadedFile | null)[]>([null, null]);
  const planned = holder.meetings.find(({ allowedActions }) => allowedActions.length > 0);
  const record = async (input: VerificationActInput) => {
    const fileIds = copies.flatMap((copy) => copy?.id ?? []);
    if (!(await act.run({ ...input, holderId: holder.id, fileIds }))) return;
    notify(t('verify.done', { name: holder.displayName }), { type: 'success' });
    onDone();
  };
  return (
    <VerificationForm
      person={{ name: holder.displayName, surname: holder.surname, givenNames: holder.givenNames }}
      place={planned?.place ?? ''}
      act={act}
      onRecord={(input) => void record(input)}
      onClose={onClose}
    >
      {COPIES.map((side, place) => (
        <FileField
          key={side}
          purpose="IDENTITY_DOCUMENT"
          label={t(`identityFiles.${side}`)}
          value={copies[place] ?? null}
          onChange={(file) => setCopies((before) => before.map((copy, n) => (n === place ? file : copy)))}
        />
      ))}
    </VerificationForm>
  );
}
