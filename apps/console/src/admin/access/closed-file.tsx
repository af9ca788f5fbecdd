import LockOpenOutlined from '@mui/icons-material/LockOpenOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { openAccess } from '../../graphql/access-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { Page } from '../parts/page.js';
import { reasonFaults, ReasonField } from './reason-field.js';

export interface ClosedFileProps {
  readonly objectType: 'ORDER' | 'MANDATE';
  readonly objectId: string;
  /** Whose file it is, as the list said. */
  readonly subject: string | undefined;
  readonly back: { readonly to: string; readonly label: string };
  readonly onOpened: () => void;
}

/** A file that this person has not opened: the company will read who opens it, why and until when. */
export function ClosedFile({ objectType, objectId, subject, back, onOpened }: ClosedFileProps) {
  const { t } = useText();
  const act = useAct(openAccess);
  const fields = useFields({ reason: t(`access.reasons.${objectType}`) }, { judge: reasonFaults, act });
  const open = async () => {
    if (await act.run({ objectType, objectId, reason: fields.values.reason })) onOpened();
  };
  return (
    <Page title={t('access.closed')} subtitle={subject} back={back}>
      <Box sx={{ maxWidth: 640 }}>
        <Panel title={t('access.before')}>
          <Box
            component="form"
            noValidate
            ref={fields.form}
            onSubmit={fields.submit(() => void open())}
            sx={{ display: 'grid', gap: 2 }}
          >
            <Typography>{t('access.seen')}</Typography>
            <ReasonField
              field={fields.field('reason', t('access.reason'), { help: t('access.reasonHelp') })}
            />
            <ErrorNotice error={act.error} />
            <Button
              type="submit"
              variant="contained"
              startIcon={<LockOpenOutlined />}
              disabled={act.busy}
              sx={{ justifySelf: { sm: 'end' } }}
            >
              {t(act.busy ? 'access.opening' : 'access.open')}
            </Button>
          </Box>
        </Panel>
      </Box>
    </Page>
  );
}
