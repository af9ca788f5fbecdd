import { useState } from 'react';
import type { Holder } from '../../../graphql/schema.js';
import type { IdentityChange } from '../../../graphql/schema-identity.js';
import { useText } from '../../../i18n/use-text.js';
import { Steps } from '../../../ui/steps.js';
import { Page } from '../../parts/page.js';
import { RecordPage } from '../../parts/record-page.js';
import { recordPath } from '../../parts/router-link.js';
import { ChangeForm } from './change-form.js';
import { ChangeProgress } from './change-progress.js';
import { ImpactView } from './impact-view.js';
import type { Previewed } from './previewed.js';

const STEPS = ['form', 'impact', 'progress'] as const;

interface Confirmed extends Previewed {
  readonly change: IdentityChange;
}

/** Form, impact, confirmation, progress: nothing is saved before its effects were shown and confirmed (I-15). */
function ChangeView({ holder, refetch }: { holder: Holder; refetch: () => void }) {
  const { t } = useText();
  const [previewed, setPreviewed] = useState<Previewed>();
  const [editing, setEditing] = useState(true);
  const [confirmed, setConfirmed] = useState<Confirmed>();
  const step = confirmed ? 'progress' : previewed && !editing ? 'impact' : 'form';
  const preview = (found: Previewed) => {
    setPreviewed(found);
    setEditing(false);
  };
  return (
    <Page
      title={t('identityChange.title', { name: holder.displayName })}
      back={{ to: recordPath('holders', holder.id), label: t('identityChange.back') }}
    >
      <Steps
        label={t('identityChange.steps')}
        steps={STEPS.map((name) => t(`identityChange.step.${name}`))}
        at={STEPS.indexOf(step)}
      />
      {step === 'form' ? (
        <ChangeForm holder={holder} earlier={previewed?.input} onPreviewed={preview} />
      ) : null}
      {step === 'impact' && previewed ? (
        <ImpactView
          holder={holder}
          previewed={previewed}
          onPreviewed={setPreviewed}
          onBack={() => setEditing(true)}
          onConfirmed={(change) => {
            setConfirmed({ ...previewed, change });
            refetch();
          }}
        />
      ) : null}
      {confirmed ? (
        <ChangeProgress holder={holder} {...confirmed} seenVersion={confirmed.input.version} />
      ) : null}
    </Page>
  );
}

/** Asked again each second while a confirmed change may be under way. */
export const IdentityChangePage = () => (
  <RecordPage<Holder>
    resource="holders"
    pollMs={(holder) => (holder.openIdentityChange?.state === 'APPLYING' ? 1_000 : 5_000)}
  >
    {(holder, refetch) => <ChangeView key={holder.id} holder={holder} refetch={refetch} />}
  </RecordPage>
);
