import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useText } from '../../i18n/use-text.js';
import type { FieldProps } from '../../ui/use-fields.js';

interface CertificateFieldsProps {
  readonly file: File | undefined;
  readonly fault: string | undefined;
  readonly password: FieldProps;
  readonly onFile: (file: File | undefined) => void;
}

/** The person's own file and its password: both are used in this page and go nowhere (D25). */
export function CertificateFields({ file, fault, password, onFile }: CertificateFieldsProps) {
  const { t } = useText();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <Typography>{t('means.certificateIntro')}</Typography>
      <Box>
        <Button
          component="label"
          role={undefined}
          tabIndex={-1}
          variant="outlined"
          startIcon={<UploadFileOutlined />}
        >
          {t('means.choose')}
          <Box
            component="input"
            type="file"
            name="certificate"
            accept=".p12,.pfx"
            onChange={(event: React.ChangeEvent<HTMLInputElement>) => onFile(event.target.files?.[0])}
            sx={{ position: 'absolute', width: 1, height: 1, opacity: 0 }}
          />
        </Button>
        <Typography variant="body2" sx={{ mt: 0.75, overflowWrap: 'anywhere' }}>
          {file ? t('means.chosen', { name: file.name }) : t('means.noFile')}
        </Typography>
        {fault === undefined ? null : (
          <FormHelperText error role="alert">
            {fault}
          </FormHelperText>
        )}
      </Box>
      <TextField {...password} type="password" autoComplete="off" />
    </Box>
  );
}
