import Button from '@mui/material/Button';
import { textStore } from '../i18n/text-store.js';
import { useText } from '../i18n/use-text.js';

interface LanguageSwitchProps {
  /** Inside react-admin its own setter, so that its texts follow too. */
  readonly onChange?: (locale: 'fr' | 'en') => void;
}

export function LanguageSwitch({ onChange }: LanguageSwitchProps) {
  const { t, locale } = useText();
  const other = locale === 'fr' ? 'en' : 'fr';
  const change = onChange ?? ((wanted) => void textStore.setLocale(wanted));
  return (
    <Button
      color="inherit"
      size="small"
      lang={other}
      aria-label={t('app.switchLanguageLabel')}
      onClick={() => change(other)}
      sx={{ whiteSpace: 'nowrap', flexShrink: 0 }}
    >
      {t('app.switchLanguage')}
    </Button>
  );
}
