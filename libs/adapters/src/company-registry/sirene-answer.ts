import { z } from 'zod';
import type { RegisteredCompany } from '@mandataire/application/onboarding';
import type { EstablishmentFields } from '@mandataire/domain/tenant';

/** What the holder of the data keeps to himself is written so (partial diffusion), or left out. */
const told = z
  .string()
  .nullish()
  .transform((value) => (value && value !== '[ND]' ? value.trim() : ''));

const ended = z.string().nullable();

/** Sirene 3.11, `GET /siren/{siren}`: the fields that are read, as documented; others may come and are let be. */
export const legalUnitAnswer = z.object({
  uniteLegale: z.object({
    siren: z.string().regex(/^\d{9}$/),
    prenomUsuelUniteLegale: told,
    periodesUniteLegale: z
      .array(
        z.object({
          dateFin: ended,
          etatAdministratifUniteLegale: z.enum(['A', 'C']),
          denominationUniteLegale: told,
          nomUniteLegale: told,
          categorieJuridiqueUniteLegale: z.string().regex(/^\d{4}$/),
          nicSiegeUniteLegale: z.string().regex(/^\d{5}$/),
        }),
      )
      .min(1),
  }),
});

/** `GET /siret?q=siren:…`. */
export const establishmentsAnswer = z.object({
  header: z.object({ total: z.number().int().nonnegative() }),
  etablissements: z.array(
    z.object({
      siret: z.string().regex(/^\d{14}$/),
      etablissementSiege: z.boolean(),
      adresseEtablissement: z.object({
        complementAdresseEtablissement: told,
        numeroVoieEtablissement: told,
        indiceRepetitionEtablissement: told,
        typeVoieEtablissement: told,
        libelleVoieEtablissement: told,
        codePostalEtablissement: told,
        libelleCommuneEtablissement: told,
      }),
      periodesEtablissement: z
        .array(
          z.object({
            dateFin: ended,
            etatAdministratifEtablissement: z.enum(['A', 'F']),
            enseigne1Etablissement: told,
            denominationUsuelleEtablissement: told,
          }),
        )
        .min(1),
    }),
  ),
});

type LegalUnit = z.output<typeof legalUnitAnswer>['uniteLegale'];
type SireneEstablishments = z.output<typeof establishmentsAnswer>;

/** The period that has not ended is today's; the register lists it first. */
const current = <Period extends { readonly dateFin: string | null }>(periods: readonly Period[]): Period =>
  periods.find(({ dateFin }) => dateFin === null) ?? (periods[0] as Period);

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

function establishmentOf(
  each: SireneEstablishments['etablissements'][number],
  company: string,
): EstablishmentFields {
  const { adresseEtablissement: place, periodesEtablissement } = each;
  const period = current(periodesEtablissement);
  return {
    siret: each.siret,
    name: period.enseigne1Etablissement || period.denominationUsuelleEtablissement || company,
    address: words(
      place.complementAdresseEtablissement,
      place.numeroVoieEtablissement,
      place.indiceRepetitionEtablissement,
      place.typeVoieEtablissement,
      place.libelleVoieEtablissement,
    ),
    postalCode: place.codePostalEtablissement,
    city: place.libelleCommuneEtablissement,
    headOffice: each.etablissementSiege,
    closed: period.etatAdministratifEtablissement === 'F',
  };
}

/** The company as the product knows it: name, legal form and the address of its head office. */
export function registeredCompany(unit: LegalUnit, found: SireneEstablishments): RegisteredCompany {
  const period = current(unit.periodesUniteLegale);
  const name = period.denominationUniteLegale || words(unit.prenomUsuelUniteLegale, period.nomUniteLegale);
  const establishments = found.etablissements.map((each) => establishmentOf(each, name));
  const siret = unit.siren + period.nicSiegeUniteLegale;
  const seat =
    establishments.find((each) => each.siret === siret) ?? establishments.find((e) => e.headOffice);
  return {
    siren: unit.siren,
    name,
    legalForm: period.categorieJuridiqueUniteLegale,
    address: seat?.address ?? '',
    postalCode: seat?.postalCode ?? '',
    city: seat?.city ?? '',
    closed: period.etatAdministratifUniteLegale === 'C',
    establishments,
    establishmentCount: found.header.total,
  };
}
