import PhotoCameraOutlined from '@mui/icons-material/PhotoCameraOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { readMrz, type MrzReading } from '@mandataire/domain/identity-document';
import { refusalSentence } from '@mandataire/domain/wording';
import { lazy, Suspense, useEffect, useState } from 'react';
import { today } from '../i18n/calendar-date.js';
import { useText } from '../i18n/use-text.js';
import { MONOSPACE } from '../theme/theme.js';
import { LoadingBlocks } from './loading.js';

/** Camera and reader come only when somebody asks for them. */
const MrzCamera = lazy(() => import('./mrz/mrz-camera.js'));

/** The shortest zone has 72 characters: below that somebody is still typing. */
const WORTH_JUDGING = 60;
/** A reader that types sends everything in a moment; a person who pastes, too. */
const SETTLED_MS = 600;

interface MrzReaderProps {
  readonly onRead: (reading: MrzReading) => void;
}

/**
 * Reads the band of an identity document in three ways: typed or pasted, from a reader that types like a keyboard (line
 * ends included), or from the camera. It is a help: whoever uses it compares the document himself (F14). What was read
 * stays in this page.
 */
export function MrzReader({ onRead }: MrzReaderProps) {
  const { t, locale } = useText();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const [camera, setCamera] = useState(false);

  const take = (reading: MrzReading) => {
    setText('');
    setFault(undefined);
    setCamera(false);
    onRead(reading);
  };
  const type = (typed: string) => {
    setText(typed);
    setFault(undefined);
    const decided = readMrz(typed, today());
    if (decided.ok) take(decided.next);
  };
  useEffect(() => {
    if (text.replace(/\s/gu, '').length < WORTH_JUDGING) return undefined;
    const timer = setTimeout(() => {
      const decided = readMrz(text, today());
      if (!decided.ok && decided.refusal.kind === 'RULE') setFault(decided.refusal.reason);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {camera ? (
        <Suspense fallback={<LoadingBlocks heights={[120]} />}>
          <MrzCamera onRead={take} onClose={() => setCamera(false)} />
        </Suspense>
      ) : (
        <>
          <Button
            variant="outlined"
            startIcon={<PhotoCameraOutlined />}
            onClick={() => setCamera(true)}
            sx={{ justifySelf: 'start', minHeight: 44 }}
          >
            {t('mrz.camera')}
          </Button>
          <TextField
            label={t('mrz.band')}
            value={text}
            multiline
            minRows={2}
            maxRows={4}
            error={fault !== undefined}
            helperText={
              fault === undefined
                ? t('mrz.bandHelp')
                : refusalSentence({ code: 'RULE_REFUSED', reason: fault }, locale)
            }
            onChange={({ target }) => type(target.value)}
            slotProps={{
              input: { sx: { fontFamily: MONOSPACE, fontSize: '0.875rem' } },
              htmlInput: { autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false },
              formHelperText: { role: fault === undefined ? undefined : 'alert' },
            }}
          />
        </>
      )}
    </Box>
  );
}
