/** Texts of files that are sent and read. */
export const fr = {
  file: {
    choose: 'Choisir un fichier',
    drop: 'Déposez un fichier ici, ou choisissez-le.',
    kept: '%{name} (%{size})',
    replace: 'Remplacer',
    remove: 'Retirer',
    sending: 'Envoi de %{name}…',
    checking: 'Vérification de %{name}…',
    kilobytes: '%{size} ko',
    megabytes: '%{size} Mo',
    open: 'Enregistrer',
    opening: 'Ouverture…',
    help: {
      COMPANY_PROOF: 'PDF, JPEG, PNG ou WebP, 10 Mo au plus.',
      MANDATE_SCAN: 'PDF, JPEG, PNG ou WebP, 10 Mo au plus.',
      IDENTITY_DOCUMENT:
        'PDF, JPEG, PNG ou WebP, 10 Mo au plus. La copie est chiffrée ; elle passe aux archives de l’autorité d’enregistrement dès que celle-ci accepte le dossier, et votre entreprise ne la garde pas.',
      STAFF_LIST: 'CSV ou XLSX, 10 Mo au plus.',
    },
  },
  identityFiles: {
    front: 'Copie de la pièce, recto',
    back: 'Copie de la pièce, verso (facultatif)',
    title: 'Copies de la pièce d’identité',
    none: 'Aucune copie n’a été jointe.',
    archived: 'Aux archives de l’autorité d’enregistrement depuis le %{date}.',
    erased: 'Effacée le %{date}.',
    notice: 'Votre nom, l’heure et votre motif restent au journal de l’entreprise.',
  },
};
