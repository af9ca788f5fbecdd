/** What the holder reads and agrees to before his document is compared, and under which version. */
export interface AgreementText {
  readonly version: string;
  readonly text: readonly string[];
}

/** F15, F65, L3, V11: what is compared, what is kept, what is not, and for how long. */
export const CURRENT_AGREEMENT: AgreementText = {
  version: '2026-11-23',
  text: [
    'Votre mandataire de certification compare votre pièce d’identité avec les données ci-dessus, en votre présence. Cette vérification est nécessaire pour qu’un certificat électronique soit délivré à votre nom.',
    'Sont enregistrés : le type, le numéro et la date de fin de validité de votre pièce, le lieu et la date de la rencontre, et le nom de la personne qui a vérifié. La lecture de la bande au bas de la pièce se fait dans l’appareil du mandataire : aucune image n’est envoyée ni conservée par cette lecture. Votre numéro de sécurité sociale n’est jamais demandé.',
    'Ces données servent à la délivrance et au suivi de vos certificats. Elles sont conservées avec le dossier d’enregistrement pendant sept ans au moins après la fin du dernier certificat qui s’y rattache, à titre de preuve.',
    'Vous pouvez y accéder et les faire rectifier auprès de votre mandataire de certification. Si une donnée est inexacte, dites-le-lui avant de donner votre accord.',
  ],
};
