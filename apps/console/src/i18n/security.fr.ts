/** Texts of second factors, recovery codes, new passwords and the links of an account, loaded with what shows them. */
export const fr = {
  newPassword: {
    long: 'La longueur suffit.',
    tooShort: 'Il manque %{smart_count} caractère. |||| Il manque %{smart_count} caractères.',
    help: 'Au moins %{minimum} caractères. Le plus simple : une phrase que vous êtes seul à connaître. Aucun caractère particulier n’est imposé ; ne réutilisez pas un mot de passe existant.',
    PASSWORD_COMMON: '– il ressemble à un mot de passe courant, à une suite de touches ou à une répétition.',
    PASSWORD_ABOUT_YOU: '– il reprend surtout votre nom, votre adresse ou votre entreprise.',
  },
  enrolment: {
    title: 'Enregistrez votre second facteur',
    intro:
      'Votre rôle demande un code en plus du mot de passe. Ouvrez une application d’authentification sur votre téléphone (Aegis, FreeOTP, Google Authenticator, Microsoft Authenticator…) et scannez ce code.',
    here: 'Ouvrir dans l’application de cet appareil',
    qr: 'Code QR à scanner avec votre application d’authentification',
    manual: 'Impossible de scanner ? Saisissez cette clé dans l’application :',
    manualHelp: 'Type : basé sur l’heure. Elle ne sera plus affichée ensuite.',
    copy: 'Copier la clé',
    copied: 'Clé copiée',
    code: 'Code à six chiffres',
    codeHelp: 'Celui que l’application affiche, pour vérifier qu’elle est bien réglée.',
    submit: 'Enregistrer ce second facteur',
    submitting: 'Enregistrement…',
  },
  recoveryCodes: {
    title: 'Gardez vos codes de secours',
    intro:
      'Si votre téléphone est perdu, un de ces dix codes remplace celui de l’application. Chacun ne sert qu’une fois.',
    list: 'Codes de secours',
    copy: 'Copier',
    copied: 'Codes copiés',
    save: 'Enregistrer en fichier texte',
    print: 'Imprimer',
    once: 'Ils ne seront plus jamais affichés. Gardez-les hors de votre téléphone : imprimés en lieu sûr, ou dans un gestionnaire de mots de passe.',
    kept: 'Je les ai conservés en lieu sûr.',
    continue: 'Continuer',
    paperTitle: 'Mandataire – codes de secours',
    paperHelp: 'Chaque code ne sert qu’une fois, à la place de l’application d’authentification.',
    fileName: 'codes-de-secours-mandataire.txt',
  },
  secondFactor: {
    recovery: 'Code de secours',
    recoveryHelp: 'Un des dix codes reçus avec votre second facteur, encore inutilisé.',
    useRecovery: 'Utiliser un code de secours',
    useApp: 'Utiliser l’application d’authentification',
  },
  stepUp: {
    title: 'Confirmez que c’est bien vous',
    code: 'Cette action demande un code récent. Saisissez celui que votre application d’authentification affiche maintenant.',
    recovery: 'Cette action demande une preuve récente. Saisissez un de vos codes de secours.',
    password: 'Cette action demande une preuve récente. Saisissez votre mot de passe.',
    then: 'L’action reprendra aussitôt ; rien n’est perdu si vous annulez.',
    confirm: 'Confirmer',
    confirming: 'Vérification…',
  },
  forgotten: {
    title: 'Mot de passe oublié',
    intro: 'Indiquez l’adresse avec laquelle vous vous connectez : nous y envoyons un lien.',
    submit: 'Recevoir un lien',
    submitting: 'Envoi…',
    sentTitle: 'Consultez votre messagerie',
    sentText:
      'Si un espace existe pour %{email}, un lien pour choisir un nouveau mot de passe vient d’y être envoyé. Il est valable trente minutes.',
    sentFactor: 'Votre second facteur reste demandé ensuite : le lien ne le remplace pas.',
    sentNothing: 'Rien reçu ? Regardez dans les indésirables, puis vérifiez l’adresse.',
    other: 'Essayer une autre adresse',
    login: 'Revenir à la connexion',
  },
  reset: {
    title: 'Choisir un nouveau mot de passe',
    intro: 'Ce mot de passe remplace l’ancien. Toutes vos sessions seront fermées.',
    password: 'Nouveau mot de passe',
    submit: 'Enregistrer le nouveau mot de passe',
    submitting: 'Enregistrement…',
    doneTitle: 'Votre mot de passe est changé',
    doneText: 'Connectez-vous avec %{email} et ce nouveau mot de passe.',
    doneFactor: 'Si vous avez un second facteur, il vous sera demandé comme avant.',
  },
  emailChange: {
    title: 'Confirmer votre nouvelle adresse',
    intro:
      'Vous vous connecterez désormais avec l’adresse qui a reçu ce lien. Vos autres sessions seront fermées et votre ancienne adresse sera prévenue.',
    submit: 'Confirmer cette adresse',
    submitting: 'Confirmation…',
    doneTitle: 'Votre adresse de connexion a changé',
    doneText: 'Utilisez la nouvelle adresse à votre prochaine connexion. Le mot de passe reste le même.',
    next: 'Aller à mon espace',
  },
  emailUndo: {
    title: 'Annuler le changement d’adresse',
    intro:
      'Quelqu’un a changé l’adresse avec laquelle votre espace s’ouvre. Si ce n’était pas vous, rétablissez celle-ci : toutes les sessions seront fermées et vous choisirez un nouveau mot de passe.',
    submit: 'Rétablir mon adresse',
    submitting: 'Rétablissement…',
    doneTitle: 'Votre adresse est rétablie',
    doneText:
      'Toutes les sessions sont fermées. Un lien pour choisir un nouveau mot de passe vous est envoyé à cette adresse : utilisez-le sans attendre.',
  },
  accountLink: {
    LINK_UNKNOWN_title: 'Ce lien n’est pas reconnu',
    LINK_UNKNOWN_text:
      'Vérifiez que l’adresse est complète : ouvrez-la directement depuis le courriel. Si cela persiste, refaites votre demande.',
    LINK_REPLACED_title: 'Un lien plus récent vous a été envoyé',
    LINK_REPLACED_text: 'Ouvrez le dernier courriel reçu : seul son lien fonctionne.',
    ACCOUNT_LINK_EXPIRED_title: 'Ce lien a expiré',
    ACCOUNT_LINK_EXPIRED_text:
      'Il n’était valable que pour une durée limitée, pour votre sécurité. Refaites votre demande pour en recevoir un autre.',
    ACCOUNT_LINK_USED_title: 'Ce lien a déjà servi',
    ACCOUNT_LINK_USED_text:
      'Il ne sert qu’une fois. Si ce n’était pas vous, choisissez aussitôt un nouveau mot de passe et prévenez votre contact ChamberSign France.',
    again: 'Demander un nouveau lien',
    footer: 'Un doute sur cette page ? Prévenez votre contact ChamberSign France.',
  },
};
