import AttachFileIcon from '@mui/icons-material/AttachFile';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useId, useRef, useState, type DragEvent } from 'react';
import { EXTENSIONS, FILE_PURPOSES, type FilePurpose } from '@mandataire/domain/stored-file';
import type { UploadedFile } from '../files/upload.js';
import { useUpload } from '../files/use-upload.js';
import '../i18n/extend-files.js';
import type { Translate } from '../i18n/text-store.js';
import { useText } from '../i18n/use-text.js';
import { ErrorNotice } from './error-notice.js';

export type { UploadedFile } from '../files/upload.js';

interface FileFieldProps {
  readonly purpose: FilePurpose;
  readonly label: string;
  readonly value: UploadedFile | null;
  readonly onChange: (file: UploadedFile | null) => void;
  /** Of sales, whose session is in no company. */
  readonly companyId?: string;
  readonly help?: string;
  readonly fault?: string | undefined;
}

/** The endings that the browser's own dialog offers; the server looks at the content. */
const acceptOf = (purpose: FilePurpose): string =>
  FILE_PURPOSES[purpose].mediaTypes
    .flatMap((type) => EXTENSIONS[type].map((ending) => `.${ending}`))
    .join(',');

const MEGABYTE = 1_000_000;

/** "240 ko", "1,2 Mo". */
const sizeText = (bytes: number, locale: string, t: Translate): string => {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return bytes < MEGABYTE
    ? t('file.kilobytes', { size: number(Math.max(bytes / 1000, 1), 0) })
    : t('file.megabytes', { size: number(bytes / MEGABYTE, 1) });
};

/** One file: chosen or dropped, sent at once, shown with its name and size, taken back, its refusal in the server's words. */
export function FileField(props: FileFieldProps) {
  const { purpose, label, value, onChange, companyId, help, fault } = props;
  const { t, locale } = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const upload = useUpload({ purpose, companyId }, onChange);
  const choose = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) upload.send(file);
    // The same file again is a choice, too.
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files);
  };
  return (
    <Box role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-help`} sx={{ minWidth: 0 }}>
      <Typography id={`${id}-label`} sx={{ fontWeight: 600, mb: 0.5 }}>
        {label}
      </Typography>
      <Box
        onDrop={drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        sx={{
          ...{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, p: 1.5 },
          ...{ border: '1px dashed', borderRadius: 1, bgcolor: over ? 'action.hover' : undefined },
          borderColor: fault ? 'error.main' : 'text.secondary',
        }}
      >
        <input
          ref={input}
          type="file"
          hidden
          accept={acceptOf(purpose)}
          aria-label={label}
          onChange={(event) => choose(event.target.files)}
        />
        {upload.sending ? (
          <Sending sending={upload.sending} onCancel={upload.cancel} />
        ) : (
          <Kept
            value={value}
            size={value ? sizeText(value.size, locale, t) : ''}
            onChoose={() => input.current?.click()}
            onRemove={() => onChange(null)}
          />
        )}
      </Box>
      <FormHelperText id={`${id}-help`} error={fault !== undefined}>
        {fault ?? help ?? t(`file.help.${purpose}`)}
      </FormHelperText>
      <ErrorNotice error={upload.error} />
    </Box>
  );
}

interface KeptProps {
  readonly value: UploadedFile | null;
  readonly size: string;
  readonly onChoose: () => void;
  readonly onRemove: () => void;
}

function Kept({ value, size, onChoose, onRemove }: KeptProps) {
  const { t } = useText();
  return (
    <>
      <Typography role="status" sx={{ flex: '1 1 12rem', minWidth: 0, overflowWrap: 'anywhere' }}>
        {value ? t('file.kept', { name: value.name, size }) : t('file.drop')}
      </Typography>
      <Button variant="outlined" size="small" startIcon={<AttachFileIcon />} onClick={onChoose}>
        {value ? t('file.replace') : t('file.choose')}
      </Button>
      {value ? (
        <Button size="small" onClick={onRemove}>
          {t('file.remove')}
        </Button>
      ) : null}
    </>
  );
}

interface SendingProps {
  readonly sending: { readonly name: string; readonly share: number };
  readonly onCancel: () => void;
}

/** Once everything is sent the server looks into it: that takes its time and tells no share. */
function Sending({ sending: { name, share }, onCancel }: SendingProps) {
  const { t } = useText();
  const text = share < 1 ? t('file.sending', { name }) : t('file.checking', { name });
  return (
    <>
      <Box sx={{ flex: '1 1 12rem', minWidth: 0 }}>
        <Typography role="status" sx={{ overflowWrap: 'anywhere' }}>
          {text}
        </Typography>
        <LinearProgress
          aria-label={text}
          variant={share < 1 ? 'determinate' : 'indeterminate'}
          value={share * 100}
        />
      </Box>
      <Button size="small" onClick={onCancel}>
        {t('app.cancel')}
      </Button>
    </>
  );
}
