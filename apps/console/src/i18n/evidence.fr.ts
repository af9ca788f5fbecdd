/** Means of signing, and sealed evidence. */
export const fr = {
  means: {
    heading: 'Votre signature',
    title: 'Moyen de signature',
    labels: {
      SMS: 'Code reçu par SMS',
      MAIL: 'Code reçu par courriel (preuve faible)',
      CERTIFICATE: 'Mon certificat électronique (fichier .p12)',
    },
    certificateIntro:
      'Votre fichier s’ouvre dans cette page : ni lui ni son mot de passe ne sont envoyés. Seule la signature part.',
    choose: 'Choisir mon fichier .p12',
    chosen: 'Fichier choisi : %{name}',
    noFile: 'Aucun fichier choisi.',
    password: 'Mot de passe du fichier',
    passwordHelp: 'Il reste dans cette page.',
    faults: {
      NOT_PKCS12: 'Ce fichier n’est pas un certificat au format PKCS#12 (.p12 ou .pfx).',
      WRONG_PASSWORD: 'Ce mot de passe n’ouvre pas le fichier.',
      UNSUPPORTED:
        'Ce fichier n’a pas de clé de signature lisible ici, ou son chiffrement est trop ancien : exportez-le de nouveau, ou choisissez un autre moyen.',
    },
    draft: 'Garder le texte en PDF avant de signer',
  },
  sealed: {
    title: 'Preuves scellées',
    help: 'À garder : le PDF et son paquet JSON se vérifient sans nous.',
    stages: {
      SUBMITTED: 'Dossier complet : les deux signatures',
      DECIDED: 'Dossier décidé par le bureau d’enregistrement',
    },
    built: 'Scellée le %{date}',
    stamped: 'Horodatée le %{date}',
    notStamped: 'Sans jeton d’horodatage pour l’instant',
    hash: 'Empreinte : %{hash}',
    pdf: 'Télécharger le PDF',
    json: 'Paquet JSON',
  },
};
