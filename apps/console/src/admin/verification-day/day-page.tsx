import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { FailureReason } from '@mandataire/domain/verification-day';
import { useCallback, useState } from 'react';
import { useParams } from 'react-admin';
import { fetchDay, markPerson } from '../../graphql/day-acts.js';
import { recordVerification } from '../../graphql/holder-acts.js';
import type { DayPerson, WholeDay } from '../../graphql/schema-day.js';
import type { DocumentInput } from '../../graphql/schema-verification.js';
import { shownDate, today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { Message } from '../../ui/message-page.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { LoadedRows } from '../parts/loaded-rows.js';
import { Page } from '../parts/page.js';
import { ConsentDialog } from './consent-dialog.js';
import { Everyone } from './everyone.js';
import { PersonDesk } from './person-desk.js';
import { SendingNotices } from './sending-notices.js';
import { useSendings } from './use-sendings.js';

const nameOf = ({ givenNames, surname }: DayPerson): string => `${givenNames[0] ?? ''} ${surname}`;

function Progress({ day }: { day: WholeDay }) {
  const { t } = useText();
  const label = t('day.done', { verified: day.verified, people: day.people });
  const share = day.people === 0 ? 0 : (day.verified / day.people) * 100;
  return (
    <Box>
      <Typography sx={{ fontWeight: 600 }}>{label}</Typography>
      <LinearProgress
        variant="determinate"
        value={share}
        aria-label={label}
        sx={{ height: 10, borderRadius: 5, mt: 0.5 }}
      />
    </Box>
  );
}

interface DeskProps {
  readonly day: WholeDay;
  /** Reads the day again, without emptying the page. */
  readonly refresh: () => void;
}

/** The day as it is held: the next person, and everybody below. */
function Desk({ day, refresh }: DeskProps) {
  const { t, format } = useText();
  const { sendings, send, retry, drop } = useSendings(refresh);
  const [chosen, setChosen] = useState<string>();
  const [code, setCode] = useState<string>();
  const sent = new Set(sendings.map(({ personId }) => personId));
  const free = day.persons.filter(({ id, state }) => state === 'WAITING' && !sent.has(id));
  const current = free.find(({ id }) => id === chosen) ?? free[0];
  const showing = day.persons.find(({ id }) => id === code);

  const verify = (person: DayPerson, document: DocumentInput) => {
    // One key for this person's meeting: sent again, it is recorded once.
    const { place, heldOn: verifiedOn } = day;
    const meeting = {
      holderId: person.holderId,
      method: 'FACE_TO_FACE',
      evidence: null,
      place,
      verifiedOn,
      ...document,
    } as const;
    const idempotencyKey = crypto.randomUUID();
    send(person.id, nameOf(person), () => recordVerification({ idempotencyKey, ...meeting }));
  };
  const mark = (
    person: DayPerson,
    outcome: 'ABSENT' | 'FAILED' | null,
    reason: FailureReason | null = null,
  ) => {
    const { id: personId, version } = person;
    send(personId, nameOf(person), () => markPerson({ personId, version, outcome, reason }));
  };
  const again = (person: DayPerson) => {
    setChosen(person.id);
    mark(person, null);
  };

  return (
    <>
      <Progress day={day} />
      <SendingNotices
        sendings={sendings}
        onRetry={retry}
        onReturn={(personId) => {
          drop(personId);
          setChosen(personId);
        }}
      />
      {day.heldOn > today() ? (
        <Alert severity="info">{t('day.notYet', { date: shownDate(day.heldOn, format) })}</Alert>
      ) : null}
      {current && day.heldOn <= today() ? (
        <PersonDesk
          key={current.id}
          person={current}
          heading={t('day.person', { n: day.persons.indexOf(current) + 1, count: day.people })}
          onVerified={(document) => verify(current, document)}
          onAbsent={() => mark(current, 'ABSENT')}
          onFailed={(reason) => mark(current, 'FAILED', reason)}
          onShowCode={() => setCode(current.id)}
        />
      ) : null}
      {free.length === 0 && sendings.length === 0 ? (
        <Message tone="success" title={t('day.finished')}>
          <Typography>
            {t('day.finishedText', { verified: day.verified, absent: day.absent, failed: day.failed })}
          </Typography>
        </Message>
      ) : null}
      <Panel title={t('day.everyone')} flush>
        <Everyone
          persons={day.persons}
          sent={sent}
          current={current?.id}
          onChoose={setChosen}
          onAgain={again}
        />
      </Panel>
      {showing ? (
        <ConsentDialog
          person={showing}
          name={nameOf(showing)}
          onPoll={refresh}
          onClose={() => setCode(undefined)}
        />
      ) : null}
    </>
  );
}

/** A day of face-to-face meetings, made for a phone in one hand. */
export function DayPage() {
  const { t, format } = useText();
  const { id = '' } = useParams();
  const load = useCallback(() => fetchDay(decodeURIComponent(id)), [id]);
  const reading = useLoaded(load);
  const { loaded, replace } = reading;
  // What fails here is asked for again by the next act; the day that is shown stays.
  const refresh = useCallback(() => void load().then(replace, () => undefined), [load, replace]);
  const day = loaded.state === 'ready' ? loaded.value : undefined;
  return (
    <Page
      title={day ? day.place : t('day.title')}
      subtitle={day ? shownDate(day.heldOn, format) : undefined}
      back={{ to: '/verification-days', label: t('day.back') }}
    >
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 640, minWidth: 0 }}>
        <LoadedRows reading={reading}>{(value) => <Desk day={value} refresh={refresh} />}</LoadedRows>
      </Box>
    </Page>
  );
}
