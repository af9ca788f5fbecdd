import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useCallback } from 'react';
import { isHomonym as sameName } from '@mandataire/domain/holder';
import { formatSiret } from '@mandataire/domain/tenant';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { fetchNamesakes } from '../../graphql/verification-acts.js';
import { useText } from '../../i18n/use-text.js';
import { Declaration } from '../../ui/declaration.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { identityOf, type IdentityValues } from './identity-inputs.js';

/** Whether the server refused because somebody of this name is there already (I-22). */
export const isHomonym = (error: unknown): boolean => isGraphqlError(error) && error.reason === 'HOMONYM';

interface HomonymCheckProps {
  readonly values: IdentityValues;
  readonly confirmed: boolean;
  readonly onChange: (confirmed: boolean) => void;
}

/** Who else bears the name, with what tells them apart; the MC says that this is somebody else. */
export function HomonymCheck({ values, confirmed, onChange }: HomonymCheckProps) {
  const { t } = useText();
  const { surname, givenNames } = identityOf(values);
  const search = `${givenNames[0] ?? ''} ${surname}`;
  const { loaded } = useLoaded(useCallback(() => fetchNamesakes(search), [search]));
  const found = loaded.state === 'ready' ? loaded.value : [];
  const others = found.filter((other) => sameName(other, { surname, givenNames }));
  return (
    <Alert severity="warning">
      <AlertTitle>{t('homonym.title')}</AlertTitle>
      <Typography>{t('homonym.text')}</Typography>
      <Box component="ul" sx={{ m: 0, my: 1, pl: 2.5, overflowWrap: 'anywhere' }}>
        {others.map((other) => (
          <li key={other.id}>
            <RouterLink to={recordPath('holders', other.id)}>
              {t('homonym.line', { name: other.displayName, jobTitle: other.jobTitle, email: other.email })}
            </RouterLink>
            {other.establishment ? `, ${formatSiret(other.establishment)}` : null}
            {other.state === 'DEPARTED' ? `, ${t('homonym.departed')}` : null}
          </li>
        ))}
      </Box>
      <Declaration checked={confirmed} onChange={onChange} label={t('homonym.confirm')} />
    </Alert>
  );
}
