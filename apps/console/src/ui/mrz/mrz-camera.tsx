import FlashlightOnOutlined from '@mui/icons-material/FlashlightOnOutlined';
import PhotoOutlined from '@mui/icons-material/PhotoOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { readMrz, type MrzReading } from '@mandataire/domain/identity-document';
import { useState } from 'react';
import { today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { useAct } from '../use-act.js';
import { cut, FRAME, OF_PHOTO } from './band.js';
import { openBandReader } from './ocr.js';
import { useCamera } from './use-camera.js';

interface MrzCameraProps {
  readonly onRead: (reading: MrzReading) => void;
  readonly onClose: () => void;
}

/** A picture from the device's own album or camera application, read here like the camera's. */
async function readPhoto(file: File): Promise<MrzReading | undefined> {
  const picture = await createImageBitmap(file);
  const reader = await openBandReader();
  try {
    for (const part of OF_PHOTO) {
      const decided = readMrz(await reader.read(cut(picture, picture, part)), today());
      if (decided.ok) return decided.next;
    }
    return undefined;
  } finally {
    picture.close();
    await reader.close();
  }
}

function PhotoButton({ onRead }: Pick<MrzCameraProps, 'onRead'>) {
  const { t } = useText();
  const [missed, setMissed] = useState(false);
  const act = useAct(readPhoto);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setMissed(false);
    const reading = await act.run(file);
    if (reading) onRead(reading);
    else setMissed(true);
  };
  return (
    <>
      <Button component="label" variant="outlined" startIcon={<PhotoOutlined />} disabled={act.busy}>
        {t(act.busy ? 'mrz.photoReading' : 'mrz.photo')}
        <input
          type="file"
          accept="image/*"
          hidden
          onChange={({ target }) => {
            void choose(target.files?.[0]);
            target.value = '';
          }}
        />
      </Button>
      {missed ? <Alert severity="warning">{t('mrz.photoMissed')}</Alert> : null}
    </>
  );
}

const percent = (share: number) => `${share * 100}%`;

/** The camera's picture with the frame into which the band belongs. Stops by itself once the band is read. */
export default function MrzCamera({ onRead, onClose }: MrzCameraProps) {
  const { t } = useText();
  const { state, video, light } = useCamera(onRead);
  const seen = state === 'STARTING' || state === 'READING';
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {seen ? (
        <>
          <Box sx={{ position: 'relative', bgcolor: '#000', borderRadius: 1, overflow: 'hidden' }}>
            <Box
              component="video"
              ref={video}
              muted
              playsInline
              aria-label={t('mrz.cameraPicture')}
              sx={{ display: 'block', width: '100%', minHeight: 120 }}
            />
            <Box
              aria-hidden
              sx={{
                position: 'absolute',
                left: percent(FRAME.x),
                top: percent(FRAME.y),
                width: percent(FRAME.width),
                height: percent(FRAME.height),
                border: '3px solid #fff',
                borderRadius: 1,
                boxShadow: '0 0 0 2000px rgba(0, 0, 0, 0.35)',
              }}
            />
          </Box>
          <Typography role="status">{t(`mrz.camera${state}`)}</Typography>
        </>
      ) : (
        <Alert severity="warning">{t(`mrz.camera${state}`)}</Alert>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {light ? (
          <Button
            variant="outlined"
            startIcon={<FlashlightOnOutlined />}
            aria-pressed={light.on}
            onClick={light.toggle}
          >
            {t(light.on ? 'mrz.lightOff' : 'mrz.lightOn')}
          </Button>
        ) : null}
        <PhotoButton onRead={onRead} />
        <Button onClick={onClose}>{t('mrz.cameraClose')}</Button>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t('mrz.stays')}
      </Typography>
    </Box>
  );
}
