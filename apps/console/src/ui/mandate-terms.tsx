import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { formatSiren, formatSiret } from '@mandataire/domain/tenant';
import type { MandateTerms } from '../graphql/schema-mandate.js';
import { shownDate } from '../i18n/calendar-date.js';
import type { Formats } from '../i18n/formats.js';
import type { Translate } from '../i18n/text-store.js';
import { useText } from '../i18n/use-text.js';
import { DefinitionList, type Definition } from './definition-list.js';

/** Names of the catalogue, so that a link's page, which has no login, can say them. */
export const productName = (code: string): string =>
  INITIAL_CATALOGUE.find((product) => product.code === code)?.name ?? code;

const person = (name: string | null, email: string | null, none: string) =>
  name ? (
    <>
      {name}
      {email ? (
        <>
          <br />
          {email}
        </>
      ) : null}
    </>
  ) : (
    none
  );

export const companyDefinitions = (terms: MandateTerms, t: Translate): Definition[] => [
  { term: t('mandate.facts.company'), value: terms.companyName },
  { term: t('mandate.facts.siren'), value: formatSiren(terms.siren) },
  { term: t('mandate.facts.city'), value: terms.city },
  {
    term: t('mandate.facts.representative'),
    value: person(terms.representativeName, terms.representativeEmail, t('mandate.facts.notNamed')),
  },
];

export function scopeDefinitions(terms: MandateTerms, t: Translate, format: Formats): Definition[] {
  const agent = {
    term: t('mandate.facts.agent'),
    value: person(terms.agentName, terms.agentEmail, t('mandate.facts.notNamed')),
  };
  if (!terms.agentName) return [agent];
  const term = { start: shownDate(terms.startsOn, format), end: shownDate(terms.endsOn, format) };
  return [
    agent,
    {
      term: t('mandate.facts.acts'),
      value: (
        <ul style={{ margin: 0, paddingLeft: '1.1rem' }}>
          {terms.acts.map((act) => (
            <li key={act}>{t(`mandate.acts.${act}`)}</li>
          ))}
        </ul>
      ),
    },
    { term: t('mandate.facts.products'), value: terms.productCodes.map(productName).join(', ') },
    {
      term: t('mandate.facts.establishments'),
      value: terms.establishments.map(formatSiret).join(', ') || t('mandate.facts.wholeCompany'),
    },
    { term: t('mandate.facts.term'), value: t('mandate.facts.termValue', term) },
  ];
}

/** Who mandates whom, for what and until when. */
export function MandateTermsList({
  terms,
  more = [],
}: {
  terms: MandateTerms;
  more?: readonly Definition[];
}) {
  const { t, format } = useText();
  return (
    <DefinitionList
      items={[...companyDefinitions(terms, t), ...scopeDefinitions(terms, t, format), ...more]}
    />
  );
}
