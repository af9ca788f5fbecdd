import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import { useText } from '../i18n/use-text.js';

interface ShowHideProps {
  readonly shown: boolean;
  readonly onChange: (shown: boolean) => void;
}

/** The eye at the end of a password field. */
export function ShowHide({ shown, onChange }: ShowHideProps) {
  const { t } = useText();
  return (
    <InputAdornment position="end">
      <IconButton
        edge="end"
        aria-label={t(shown ? 'retrieval.hide' : 'retrieval.show')}
        onClick={() => onChange(!shown)}
      >
        {shown ? <VisibilityOff /> : <Visibility />}
      </IconButton>
    </InputAdornment>
  );
}
