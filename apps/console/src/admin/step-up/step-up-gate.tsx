import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { stepUp, type Proof } from '../../graphql/session.js';
import { stepUpDesk } from '../../graphql/step-up.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { OtherProof, ProofField, useProof, type ProofKind } from '../../ui/proof-form.js';
import { useAct } from '../../ui/use-act.js';

const EXPLAINED: Readonly<Record<ProofKind, string>> = {
  code: 'stepUp.code',
  recoveryCode: 'stepUp.recovery',
  password: 'stepUp.password',
};

/** The server's answer to a password where a second factor has been enrolled meanwhile. */
const wantsCode = (error: unknown): boolean => isGraphqlError(error) && error.fields.code === 'REQUIRED';

function StepUpDialog({ first, onEnd }: { first: ProofKind; onEnd: (proved: boolean) => void }) {
  const { t } = useText();
  const act = useAct(stepUp);
  const proof = useProof(first, act);
  const { kind, setKind, fields, value } = proof;
  useEffect(() => {
    if (kind === 'password' && wantsCode(act.error)) setKind('code');
  }, [act.error, kind, setKind]);
  const prove = async () => {
    if (await act.run({ [kind]: value } as Proof)) onEnd(true);
    // A wrong or used one is of no use to correct.
    else fields.clear();
  };
  return (
    <ActDialog
      open
      title={t('stepUp.title')}
      confirm={{ label: t('stepUp.confirm'), busyLabel: t('stepUp.confirming') }}
      act={act}
      onConfirm={fields.submit(() => void prove())}
      onClose={() => onEnd(false)}
    >
      <Typography>{t(EXPLAINED[kind])}</Typography>
      <ProofField {...proof} />
      <OtherProof {...proof} />
      <Typography variant="body2" color="textSecondary">
        {t('stepUp.then')}
      </Typography>
    </ActDialog>
  );
}

/** Where any act of the console asks its person to prove a factor again, above whatever he is doing (D25). */
export function StepUpGate({ secondFactor }: { secondFactor: boolean }) {
  const [asking, setAsking] = useState(false);
  const answer = useRef<(proved: boolean) => void>(undefined);
  useEffect(() => {
    const leave = stepUpDesk.open(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setAsking(true);
        }),
    );
    return () => {
      leave();
      answer.current?.(false);
    };
  }, []);
  const end = (proved: boolean) => {
    setAsking(false);
    answer.current?.(proved);
  };
  return asking ? <StepUpDialog first={secondFactor ? 'code' : 'password'} onEnd={end} /> : null;
}
