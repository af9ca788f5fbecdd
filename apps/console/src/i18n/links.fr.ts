/** Texts of the mandate's signing links and of the activation, loaded with their pages. */
export const fr = {
  linkProblem: {
    LINK_UNKNOWN_title: 'Ce lien n’est pas reconnu',
    LINK_UNKNOWN_text:
      'Vérifiez que l’adresse est complète : ouvrez-la directement depuis le courriel. Si cela persiste, demandez un nouveau lien à votre contact ChamberSign France.',
    LINK_EXPIRED_title: 'Ce lien a expiré',
    LINK_EXPIRED_text:
      'Il n’était valable que pour une durée limitée, pour votre sécurité. Votre contact ChamberSign France peut vous en envoyer un nouveau.',
    LINK_REPLACED_title: 'Un lien plus récent vous a été envoyé',
    LINK_REPLACED_text: 'Ouvrez le dernier courriel reçu : seul son lien fonctionne.',
    LINK_USED_title: 'Ce lien a déjà servi',
    LINK_USED_text:
      'Il ne sert qu’une fois. Si c’était vous, il ne vous reste rien à faire ici : la suite vous parviendra par courriel. Sinon, prévenez aussitôt votre contact ChamberSign France.',
    activationFooter:
      'Un doute sur cette page ? Joignez le mandataire de certification de votre entreprise ou votre contact ChamberSign France.',
    footer: 'Un doute sur cette page ? Joignez votre contact ChamberSign France avant de signer.',
  },
  actCode: {
    title: 'Code de signature',
    intro: 'Pour vous reconnaître, nous envoyons un code à huit chiffres à %{email}.',
    request: 'Recevoir mon code par courriel',
    requestSms: 'Recevoir mon code par SMS',
    phone: 'Votre numéro de téléphone mobile',
    phoneHelp: 'Par exemple 06 12 34 56 78. Il est noté avec votre signature, masqué.',
    requesting: 'Envoi du code…',
    sent: 'Un code a été envoyé à %{email}. Il est valable jusqu’à %{time}.',
    again: 'Envoyer un nouveau code',
    againIn:
      'Nouveau code possible dans %{smart_count} seconde |||| Nouveau code possible dans %{smart_count} secondes',
    code: 'Code à huit chiffres',
    typedName: 'Votre prénom et votre nom',
    typedNameHelp: 'Tels qu’indiqués ci-dessus : %{name}',
    stale: 'Le mandat a changé depuis que vous l’avez ouvert.',
    reread: 'Relire le mandat',
  },
  signedText: {
    title: 'Texte du mandat',
    version: 'Version du %{version}',
    fingerprint: 'Empreinte du document : %{hash}',
    fingerprintHelp: 'Elle est conservée avec votre signature et prouve ce que vous avez lu.',
    limits: 'Qui, quoi, jusqu’à quand',
  },
  signing: {
    title: 'Désigner votre mandataire de certification',
    steps: { company: 'Entreprise', agent: 'Mandataire', sign: 'Signature' },
    progress: 'Étapes',
    companyTitle: 'Est-ce bien votre entreprise ?',
    companyIntro:
      'Le mandataire de certification gère les certificats électroniques de votre entreprise. Vous le désignez ici, sans créer de compte, en trois étapes.',
    companyConfirm: 'Oui, continuer',
    companyWrong: 'Une information est inexacte',
    companyWrongText:
      'Ne signez pas. Prévenez votre contact ChamberSign France : il corrigera la fiche de votre entreprise et vous enverra un nouveau lien.',
    agentTitle: 'Qui désignez-vous ?',
    agentIntro:
      'Une personne de confiance de votre entreprise. Elle recevra un courriel pour lire le mandat, l’accepter et prendre ses engagements. Vous pouvez vous désigner vous-même.',
    agentName: 'Prénom et nom du mandataire',
    agentPhone: 'Son téléphone mobile',
    agentPhoneHelp: 'Son code de signature y sera envoyé par SMS : la preuve en est plus sûre.',
    agentEmail: 'Son adresse électronique professionnelle',
    agentEmailHelp: 'Une adresse nominative, que cette personne est seule à lire.',
    acts: 'Ce que cette personne pourra faire',
    products: 'Pour quels certificats',
    establishments: 'Établissements (SIRET)',
    establishmentsHelp:
      'Laissez vide pour toute l’entreprise. Sinon, un SIRET par ligne : quatorze chiffres qui commencent par %{siren}. Cette personne ne verra que les porteurs de ces établissements.',
    oneStar: 'Certificat logiciel, fichier protégé par un mot de passe',
    hardware: 'Certificat sur clé cryptographique, remis en main propre',
    startsOn: 'Début du mandat',
    endsOn: 'Fin du mandat (incluse)',
    endsOnHelp: 'Trois ans au plus, soit le %{date}. Vous pouvez y mettre fin à tout moment.',
    agentNext: 'Continuer vers le texte du mandat',
    saving: 'Enregistrement…',
    signTitle: 'Lisez, puis signez',
    signIntro: 'Voici le mandat complet. Votre signature vous engage au nom de %{company}.',
    change: 'Modifier le mandataire ou ses pouvoirs',
    sign: 'Signer le mandat',
    signing: 'Signature en cours…',
    doneTitle: 'Votre mandat est signé',
    doneText:
      '%{agent} reçoit un courriel à l’adresse %{email} pour accepter le mandat. Le bureau d’enregistrement examinera ensuite le dossier ; vous serez prévenu de sa décision par courriel.',
    doneNext:
      'Vous n’avez rien d’autre à faire. Préparez un justificatif de l’entreprise (extrait Kbis par exemple) et votre pièce d’identité : le bureau d’enregistrement peut demander à les voir.',
    signedAt: 'Signé le %{date}.',
    reviewTitle: 'Le dossier est à l’examen',
    reviewText:
      'Vous avez signé et %{agent} a accepté. Le bureau d’enregistrement examine le dossier ; vous serez prévenu par courriel.',
    activeTitle: 'Le mandat est en vigueur',
    activeText: '%{agent} agit pour %{company} jusqu’au %{date} inclus.',
    closedTitle: 'Ce mandat n’attend plus de signature',
    closedText:
      'Il a été annulé, refusé ou il a pris fin. Votre contact ChamberSign France peut vous indiquer la suite.',
  },
  accepting: {
    title: 'Accepter votre mandat de certification',
    intro:
      '%{representative} vous désigne mandataire de certification de %{company}. Lisez le mandat, prenez vos deux engagements, puis signez.',
    waitTitle: 'Le représentant légal n’a pas encore signé',
    waitText: 'Vous recevrez un courriel dès que ce sera à vous. Vous n’avez rien à faire d’ici là.',
    commitments: 'Vos engagements',
    accepts: 'J’ai lu le mandat et je l’accepte.',
    independenceTitle: 'Contrôles d’identité',
    departureTitle: 'Départ ou fin de fonctions',
    commit: 'Je prends cet engagement.',
    sign: 'Accepter et signer',
    signing: 'Signature en cours…',
    until: 'La signature du représentant date du %{date} ; elle doit être complétée sous trois mois.',
    doneTitle: 'Votre acceptation est enregistrée',
    doneText:
      'Le bureau d’enregistrement examine maintenant le dossier. S’il l’approuve, vous recevrez un courriel pour activer votre espace, choisir votre mot de passe et votre second facteur.',
    doneNext:
      'Gardez votre pièce d’identité à portée de main : le bureau d’enregistrement peut demander à la voir.',
    activeTitle: 'Votre mandat est en vigueur',
    activeText:
      'Vous agissez pour %{company} jusqu’au %{date} inclus. Activez votre espace avec le lien reçu par courriel, ou connectez-vous.',
    login: 'Aller à la connexion',
    closedTitle: 'Ce mandat n’attend plus votre acceptation',
    closedText: 'Il a été annulé, refusé ou il a pris fin. Voyez avec votre représentant légal.',
  },
  activation: {
    title: 'Activer votre espace',
    intro: 'Bonjour %{name}. Voici votre espace pour les certificats électroniques de %{company}.',
    steps: { password: 'Mot de passe', factor: 'Second facteur' },
    passwordTitle: 'Choisissez votre mot de passe',
    email: 'Votre identifiant',
    password: 'Mot de passe',
    next: 'Continuer',
    activate: 'Activer mon espace',
    activating: 'Activation…',
    back: 'Revenir au mot de passe',
    doneTitle: 'Votre espace est activé',
    doneText: 'Connectez-vous avec %{email} et le mot de passe que vous venez de choisir.',
    doneFactor: 'Gardez votre téléphone près de vous : un code à six chiffres vous sera demandé.',
    login: 'Me connecter',
    invitationTitle: '%{company} vous invite',
    invitationIntro:
      'Bonjour %{name}. %{company} vous invite à rejoindre son espace de gestion des certificats électroniques.',
    invitationEffect:
      'Vous utiliserez votre compte habituel (%{email}). L’entreprise n’a aucun accès à votre compte ; tant que vous n’acceptez pas, elle ne sait rien de lui.',
    invitationFactor:
      'Un second facteur est demandé : s’il vous manque, il sera enregistré à votre prochaine connexion.',
    accept: 'Rejoindre cet espace',
    accepting: 'Un instant…',
    joinedTitle: 'Vous avez rejoint %{company}',
    joinedText: 'Connectez-vous avec %{email} : l’entreprise figure dans votre liste.',
  },
};
