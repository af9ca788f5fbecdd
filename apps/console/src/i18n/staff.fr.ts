/** Texts of the platform's staff, for its administrators, and of who came into a company's space. */
export const fr = {
  staff: {
    title: 'Équipe',
    people: 'Personnel de la plateforme',
    peopleHelp:
      'Chaque changement de rôle ferme les sessions de la personne, la prévient et reste au journal.',
    name: 'Nom',
    you: '%{name} (vous)',
    email: 'Adresse électronique',
    roles: 'Rôles',
    since: 'depuis le %{date}',
    sinceBy: 'depuis le %{date}, par %{by}',
    account: 'Compte',
    activated: 'Activé',
    pending: 'Invitation envoyée',
    act: 'Action',
    alone:
      'Une seule personne est administrateur : personne ne pourrait la remplacer. Donnez ce rôle à une seconde personne.',
    pair: '%{one} et %{other} ne se cumulent pas au niveau RGS*** : toute décision de cette personne y sera refusée.',
    reason: 'Motif',
    reasonHelp: 'La personne le lira ; il reste au journal de la plateforme.',
    role: 'Rôle',
    companyMember:
      'Je sais que cette personne fait partie d’une entreprise cliente : elle ne décidera jamais de ses dossiers.',
    invite: 'Inviter une personne',
    inviteTitle: 'Inviter une personne dans l’équipe',
    inviteText:
      'Elle reçoit par courriel un lien pour choisir son mot de passe et enregistrer son second facteur.',
    fullName: 'Prénom et nom',
    inviteConfirm: 'Envoyer l’invitation',
    inviting: 'Envoi…',
    invited: '%{name} rejoint l’équipe ; un courriel part à l’adresse %{email}.',
    grant: 'Ajouter un rôle',
    grantTitle: 'Ajouter un rôle à %{name}',
    grantText: 'Ses sessions seront fermées : le rôle vaut dès sa prochaine connexion.',
    grantConfirm: 'Ajouter ce rôle',
    granted: '%{name} a le rôle « %{role} ».',
    revoke: 'Retirer',
    revokeTitle: 'Retirer à %{name} le rôle « %{role} » ?',
    revokeText:
      'Toutes les sessions de %{name} (%{email}) se ferment aussitôt, et ce rôle ne permet plus aucun acte.',
    revokeLast: 'C’est son seul rôle : cette personne ne fera plus partie de l’équipe.',
    revokeConfirm: 'Retirer ce rôle',
    revoked: '%{name} n’a plus le rôle « %{role} ».',
  },
  signIns: {
    title: 'Connexions à votre espace',
    help: 'Qui est entré dans l’espace de l’entreprise depuis le %{date}, le plus récent d’abord.',
    none: 'Personne ne s’est connecté sur cette période.',
    who: 'Personne',
    at: 'Date et heure',
    device: 'Navigateur',
    newDevice: '%{device}, pour la première fois',
    unknown: 'Navigateur inconnu',
    failed:
      '%{name} : %{smart_count} tentative refusée, la dernière le %{date}. |||| %{name} : %{smart_count} tentatives refusées, la dernière le %{date}.',
  },
};
