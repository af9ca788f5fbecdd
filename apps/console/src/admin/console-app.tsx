import { Admin, memoryStore } from 'react-admin';
import englishMessages from 'ra-language-english';
import frenchMessages from 'ra-language-french';
import { useMemo } from 'react';
import { dataProvider } from '../graphql/data-provider.js';
import type { Viewer } from '../graphql/schema.js';
import { en as accessEn } from '../i18n/access.en.js';
import { fr as accessFr } from '../i18n/access.fr.js';
import { en as accountEn } from '../i18n/account.en.js';
import { fr as accountFr } from '../i18n/account.fr.js';
import { en as chainEn } from '../i18n/chain.en.js';
import { fr as chainFr } from '../i18n/chain.fr.js';
import { en } from '../i18n/console.en.js';
import { fr } from '../i18n/console.fr.js';
import { en as mandateEn } from '../i18n/mandate.en.js';
import { fr as mandateFr } from '../i18n/mandate.fr.js';
import { en as staffEn } from '../i18n/staff.en.js';
import { fr as staffFr } from '../i18n/staff.fr.js';
import { en as staffListEn } from '../i18n/staff-list.en.js';
import { fr as staffListFr } from '../i18n/staff-list.fr.js';
import { textStore, type MessageTree } from '../i18n/text-store.js';
import { theme } from '../theme/theme.js';
import { authProviderOf } from './auth-provider.js';
import { HomePage } from './home/home-page.js';
import { ConsoleLayout } from './layout/console-layout.js';
import { UnknownPage } from './parts/not-found.js';
import { StepUpGate } from './step-up/step-up-gate.js';
import { resourcesOf } from './resources.js';
import { SessionProvider } from './viewer-context.js';

textStore.extend({
  fr: {
    ...(frenchMessages as unknown as MessageTree),
    ...mandateFr,
    ...chainFr,
    ...accessFr,
    ...accountFr,
    ...staffFr,
    ...staffListFr,
    ...fr,
  },
  en: {
    ...(englishMessages as unknown as MessageTree),
    ...mandateEn,
    ...chainEn,
    ...accessEn,
    ...accountEn,
    ...staffEn,
    ...staffListEn,
    ...en,
  },
});

interface ConsoleAppProps {
  readonly viewer: Viewer;
  readonly onSwitch: (viewer: Viewer) => void;
  readonly onLeave: () => void;
}

/**
 * The console of one session. Its store is in memory: search terms and lists of one person must not wait in the browser
 * for the next one.
 */
export default function ConsoleApp({ viewer, onSwitch, onLeave }: ConsoleAppProps) {
  const session = useMemo(() => ({ viewer, onSwitch, onLeave }), [viewer, onSwitch, onLeave]);
  const store = useMemo(() => memoryStore({ locale: textStore.i18nProvider.getLocale() }), []);
  const authProvider = useMemo(() => authProviderOf(viewer), [viewer]);
  return (
    <SessionProvider value={session}>
      <Admin
        title="Mandataire"
        authProvider={authProvider}
        dataProvider={dataProvider}
        i18nProvider={textStore.i18nProvider}
        store={store}
        theme={theme}
        darkTheme={null}
        layout={ConsoleLayout}
        dashboard={HomePage}
        loginPage={false}
        catchAll={UnknownPage}
        disableTelemetry
      >
        {resourcesOf(viewer)}
      </Admin>
      <StepUpGate secondFactor={viewer.secondFactor} />
    </SessionProvider>
  );
}
