/** Terms of use (CGU) shown to the holder; a new version is a new entry and forces re-acceptance (I-21, F63). */
export interface TermsVersion {
  readonly version: string;
  readonly text: readonly string[];
}

/** What every holder must be told and accept before issuance (R12). */
export const BINDING_STATEMENT =
  'Chaque utilisation de mon certificat m’engage personnellement, au même titre que ma signature manuscrite ' +
  'ou ma présence. Je suis seul à l’utiliser : je ne le prête pas, je ne communique ni sa clé ni son mot de passe.';

/** Legal text cites articles 1366 and 1367 of the Code civil only (R26). Initio signs at the simple level (R36). */
export const CURRENT_TERMS: TermsVersion = {
  version: '2026-11-01',
  text: [
    'Le certificat Initio RGS* est un certificat logiciel nominatif, délivré par ChamberSign France à une personne physique agissant pour son entreprise. Sa durée de vie est de trois ans au plus.',
    'La signature électronique produite avec ce certificat est une signature simple. L’écrit électronique et la signature électronique sont régis par les articles 1366 et 1367 du Code civil.',
    'La clé privée est créée dans votre navigateur et n’en sort que dans le fichier protégé par le mot de passe que vous choisissez. Ni votre entreprise, ni votre mandataire, ni ChamberSign France n’en détiennent de copie : une clé perdue ne peut pas être restituée, le certificat est alors révoqué et un nouveau est commandé.',
    'Vous protégez votre fichier par un mot de passe fort et en conservez une sauvegarde en lieu sûr.',
    'Vous vérifiez les données de votre certificat à sa réception, et l’acceptez ou le refusez. Tout changement de nom, de prénom, de fonction, d’adresse électronique ou d’entreprise entraîne la révocation du certificat et la commande d’un nouveau.',
    'En cas de perte, de vol ou de doute sur votre clé, vous demandez sans délai la révocation du certificat. Peuvent aussi la demander votre mandataire de certification, le représentant légal de votre entreprise, le bureau d’enregistrement et l’autorité de certification.',
    'Vos données d’identification sont conservées avec le dossier d’enregistrement pendant sept ans au moins après la fin du dernier certificat qui s’y rattache, à titre de preuve.',
  ],
};
