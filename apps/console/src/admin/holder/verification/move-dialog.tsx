import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import type { Holder } from '../../../graphql/schema.js';
import type { MeetingAction, VerificationMeeting } from '../../../graphql/schema-verification.js';
import {
  cancelVerification,
  failVerification,
  missVerification,
  startVerification,
} from '../../../graphql/verification-acts.js';
import { useText } from '../../../i18n/use-text.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { useAct } from '../../../ui/use-act.js';
import { useFields } from '../../../ui/use-fields.js';

export type Move = Exclude<MeetingAction, 'SCHEDULE'>;

interface MoveInput {
  readonly verificationId: string;
  readonly version: number;
  readonly reason: string | null;
}

const ACT_OF: Readonly<Record<Move, (input: MoveInput) => Promise<Holder>>> = {
  START: ({ verificationId, version }) => startVerification({ verificationId, version }),
  MISS: ({ verificationId, version }) => missVerification({ verificationId, version }),
  FAIL: failVerification,
  CANCEL: cancelVerification,
};

interface MoveDialogProps {
  readonly holder: Holder;
  readonly meeting: VerificationMeeting;
  readonly move: Move;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One step of a planned verification; a failure says why. */
export function MoveDialog({ holder, meeting, move, onDone, onClose }: MoveDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(ACT_OF[move]);
  const explains = move === 'FAIL' || move === 'CANCEL';
  const fields = useFields(
    { reason: '' },
    {
      judge: ({ reason }) => (move === 'FAIL' && reason.trim() === '' ? { reason: 'REQUIRED' } : {}),
      act,
    },
  );
  const names = { name: holder.displayName };
  const run = async () => {
    const reason = fields.values.reason.trim() || null;
    if (!(await act.run({ verificationId: meeting.id, version: meeting.version, reason }))) return;
    notify(t(`meeting.done.${move}`), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t(`meeting.titles.${move}`, names)}
      confirm={{ label: t(`meeting.actions.${move}`), danger: explains }}
      dismiss={t('app.close')}
      act={act}
      onConfirm={() => fields.submit(() => void run())()}
      onClose={onClose}
    >
      <Typography>{t(`meeting.texts.${move}`)}</Typography>
      {explains ? (
        <TextField
          {...fields.field('reason', t('meeting.reason'), { optional: move === 'CANCEL' })}
          multiline
          minRows={2}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
      ) : null}
    </ActDialog>
  );
}
