import { useNotify } from 'react-admin';
import { recordVerification } from '../../graphql/holder-acts.js';
import type { Holder } from '../../graphql/schema.js';
import type { VerificationActInput } from '../../graphql/schema-verification.js';
import { useText } from '../../i18n/use-text.js';
import { useAct } from '../../ui/use-act.js';
import { VerificationForm } from './verification/verification-form.js';

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
  const planned = holder.meetings.find(({ allowedActions }) => allowedActions.length > 0);
  const record = async (input: VerificationActInput) => {
    if (!(await act.run({ ...input, holderId: holder.id }))) return;
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
    />
  );
}
