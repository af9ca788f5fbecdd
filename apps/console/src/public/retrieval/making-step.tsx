import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorOutline from '@mui/icons-material/ErrorOutlineOutlined';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readRetrieval } from '../../graphql/link-acts.js';
import type { IssuedCertificate, Retrieval } from '../../graphql/schema-public.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import {
  MAKING_PHASES,
  makeCertificate,
  type HolderFile,
  type Making,
  type MakingPhase,
} from './make-certificate.js';

type Progress = 'done' | 'running' | 'waiting' | 'failed';

function PhaseLine({ phase, progress }: { phase: MakingPhase; progress: Progress }) {
  const { t } = useText();
  const label = t(`retrieval.progress.${progress}`);
  const icons = {
    done: <CheckCircle color="success" titleAccess={label} />,
    running: <CircularProgress size={20} aria-label={label} />,
    waiting: <RadioButtonUnchecked color="disabled" titleAccess={label} />,
    failed: <ErrorOutline color="error" titleAccess={label} />,
  };
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.5, py: 0.75, alignItems: 'center' }}>
      <Box sx={{ width: 24, display: 'grid', placeItems: 'center', flexShrink: 0 }}>{icons[progress]}</Box>
      <Typography sx={{ color: progress === 'waiting' ? 'text.secondary' : 'text.primary' }}>
        {t(`retrieval.making.${phase}`)}
      </Typography>
    </Box>
  );
}

interface MakingStepProps {
  readonly making: Making;
  readonly onMade: (certificate: IssuedCertificate, file: HolderFile) => void;
  /** The link has served meanwhile, in another browser: there is nothing to resume here. */
  readonly onOvertaken: (retrieval: Retrieval) => void;
}

/** Runs by itself; a failure keeps what was done and offers to resume, unless the link has served elsewhere. */
export function MakingStep({ making, onMade, onOvertaken }: MakingStepProps) {
  const { t } = useText();
  const [phase, setPhase] = useState<MakingPhase>('key');
  const [error, setError] = useState<unknown>();
  const started = useRef(false);
  const run = useCallback(() => {
    setError(undefined);
    makeCertificate(making, setPhase).then(
      ({ certificate, file }) => onMade(certificate, file),
      async (failure: unknown) => {
        const now = await readRetrieval(making.token).catch(() => undefined);
        if (now && now.state !== 'READY') onOvertaken(now);
        else setError(failure);
      },
    );
  }, [making, onMade, onOvertaken]);
  useEffect(() => {
    // React's development mode mounts twice; the key must be made once.
    if (started.current) return;
    started.current = true;
    run();
  }, [run]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  const at = MAKING_PHASES.indexOf(phase);
  const progressOf = (i: number): Progress => {
    if (i < at) return 'done';
    if (i > at) return 'waiting';
    return error ? 'failed' : 'running';
  };
  return (
    <Panel title={t('retrieval.makingTitle')}>
      <Box component="ol" aria-live="polite" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {MAKING_PHASES.map((name, i) => (
          <PhaseLine key={name} phase={name} progress={progressOf(i)} />
        ))}
      </Box>
      {error ? (
        <Box sx={{ display: 'grid', gap: 1.5, mt: 1.5 }}>
          <ErrorNotice error={error} />
          <Typography>{t('retrieval.makeFailed')}</Typography>
          <Button variant="contained" onClick={run}>
            {t('retrieval.resume')}
          </Button>
        </Box>
      ) : null}
    </Panel>
  );
}
