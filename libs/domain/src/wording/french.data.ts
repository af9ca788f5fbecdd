import type { Sentences } from './sentences.js';

export const FRENCH: Sentences = {
  codes: {
    UNAUTHENTICATED: 'Votre session est terminée : connectez-vous de nouveau.',
    FORBIDDEN:
      'Votre rôle ne permet pas cette action. Si vous êtes mandataire, vérifiez que votre mandat est en cours.',
    NOT_FOUND: 'Cet élément n’existe pas, ou vous n’y avez pas accès.',
    INVALID_INPUT: 'Certaines données sont à corriger.',
    INVALID_STATE: 'Cet élément a changé d’état et ne permet plus cette action : rechargez la page.',
    RULE_REFUSED: 'Une règle ne permet pas cette action.',
    CONFLICT: 'Quelqu’un a modifié cet élément entre-temps : rechargez la page, puis recommencez.',
    RATE_LIMITED: 'Trop d’essais : patientez {retryAfter} s, puis recommencez.',
    UPSTREAM_UNAVAILABLE: 'Un service nécessaire ne répond pas : recommencez dans quelques minutes.',
    INTERNAL:
      'Une erreur est survenue et rien n’a été enregistré. Recommencez ; si elle persiste, donnez la référence {correlationId} à l’assistance.',
  },
  reasons: {
    BAD_CREDENTIALS: 'L’adresse électronique ou le mot de passe est inexact.',
    NO_FACTOR_AWAITED: 'Le délai pour saisir le code est passé : reprenez la connexion depuis le début.',
    WRONG_CODE: 'Ce code est inexact : saisissez celui que votre application affiche maintenant.',
    CODE_ALREADY_USED: 'Ce code a déjà servi : attendez le suivant (30 secondes au plus).',
    WRONG_RECOVERY_CODE:
      'Ce code de secours est inexact ou a déjà servi : vérifiez-le, ou essayez-en un autre de votre liste.',
    WRONG_PASSWORD: 'Ce mot de passe est inexact.',
    STEP_UP_REQUIRED:
      'Cette action demande de confirmer votre identité : saisissez le code de votre application, puis recommencez.',
    ACCOUNT_LINK_EXPIRED: 'Ce lien a expiré : refaites votre demande pour en recevoir un autre.',
    ACCOUNT_LINK_USED:
      'Ce lien a déjà servi ; il ne sert qu’une fois. Si ce n’était pas vous, changez aussitôt votre mot de passe.',
    EMAIL_NOT_AVAILABLE:
      'Cette adresse électronique ne peut pas servir pour le moment : choisissez-en une autre.',
    KEY_OF_ANOTHER_REQUEST:
      'Une demande différente a déjà été enregistrée sous cette clé : rechargez la page pour la voir, puis recommencez.',
    NO_ACTIVE_COMPANY: 'Aucune entreprise n’est choisie : sélectionnez celle pour laquelle vous agissez.',
    LINK_UNKNOWN:
      'Ce lien n’est pas valable : ouvrez-le directement depuis le courriel reçu, sans le recopier.',
    LINK_EXPIRED:
      'Ce lien a expiré : demandez à la personne qui suit votre dossier qu’un nouveau vous soit envoyé.',
    LINK_REPLACED: 'Un lien plus récent vous a été envoyé : utilisez celui du dernier courriel.',
    LINK_ON_ITS_WAY:
      'Un nouveau lien est déjà en cours d’envoi : il arrivera dans quelques minutes, vérifiez aussi les courriels indésirables.',
    LINK_JUST_SENT:
      'Un lien vient d’être envoyé : laissez-lui {minutes} minutes pour arriver, vérifiez aussi les courriels indésirables.',
    LINK_SENT_TOO_OFTEN:
      '{count} liens ont déjà été envoyés en 24 heures pour cette commande : vérifiez l’adresse avec cette personne et réessayez demain.',
    HOLDER_HAS_CONSENTED:
      'Le porteur a déjà donné son accord : il n’y a pas de lien à renvoyer, la demande attend la co-signature.',
    CONSENT_LINK_USED:
      'Vous avez déjà répondu par ce lien ; il ne sert qu’une fois. La suite vous parviendra par courriel.',
    RETRIEVAL_LINK_USED:
      'Ce lien a déjà servi à créer un certificat. Si ce n’était pas vous, prévenez aussitôt votre mandataire de certification.',
    SIGNATURE_INTERRUPTED:
      'La signature de votre certificat a été interrompue. Votre commande est conservée, mais ce lien a servi : d’ici quelques minutes, vous en recevrez un nouveau par courriel. Recommencez avec celui-là.',
    ALREADY_CONSENTED: 'Votre accord est déjà enregistré : il n’y a rien d’autre à faire.',
    CONSENT_NOT_AWAITED:
      'Cette commande n’attend plus votre accord : voyez avec votre mandataire de certification.',
    HOLDER_CONSENT_MISSING: 'Le porteur n’a pas encore donné son accord : la demande se cosigne ensuite.',
    TERMS_CHANGED:
      'Les conditions d’utilisation ont changé : rechargez la page pour lire la nouvelle version.',
    HOLDER_DEPARTED:
      'Cette personne a quitté l’entreprise : aucun certificat ne peut être commandé pour elle.',
    HOLDER_NOT_VERIFIED:
      'L’identité de cette personne n’est pas vérifiée : faites la vérification en face à face avant de commander.',
    IDENTITY_CHANGED_SINCE_VERIFICATION:
      'Les données d’identité ont changé depuis la vérification : vérifiez de nouveau l’identité de cette personne.',
    IDENTITY_DOCUMENT_EXPIRED:
      'La pièce d’identité présentée n’est plus valable : vérifiez de nouveau avec une pièce en cours de validité.',
    VERIFICATION_TOO_OLD:
      'La vérification d’identité est trop ancienne (90 jours au plus) : refaites-la avant de commander.',
    ORDER_ALREADY_OPEN:
      'Une commande est déjà en cours pour cette personne et ce produit : terminez-la ou annulez-la.',
    PRODUCT_NOT_ORDERABLE:
      'Le produit {product} ne peut pas encore être commandé ici : choisissez-en un autre.',
    UNKNOWN_PRODUCT: 'Ce produit n’est pas au catalogue : choisissez-en un dans la liste.',
    ACCESS_GRANT_REQUIRED:
      'Ouvrez d’abord ce dossier en indiquant votre motif : l’entreprise voit qui consulte ses dossiers.',
    ROLES_NOT_CUMULABLE:
      'Vos rôles ne se cumulent pas pour un certificat RGS*** : un autre agent doit décider.',
    OWN_ROLES: 'Personne ne change ses propres rôles : demandez à un autre administrateur.',
    LAST_ADMINISTRATOR:
      'C’est le dernier administrateur de la plateforme : donnez d’abord ce rôle à une autre personne.',
    ALREADY_STAFF: 'Cette personne a déjà ce rôle et un compte actif.',
    COMPANY_MEMBER:
      'Cette personne fait partie d’une entreprise cliente : confirmez que vous le savez, elle ne décidera jamais de ses dossiers.',
    ALREADY_MEMBER: 'Cette personne a déjà ce rôle dans votre entreprise.',
    MEMBER_LEAVES_BY_MANDATE:
      'Ce rôle tient à un mandat : mettez fin au mandat pour retirer ses droits à cette personne.',
    MEETING_BEFORE_MANDATE:
      'Cette rencontre est antérieure à votre mandat : elle ne compte pas, rencontrez la personne de nouveau.',
    CHANGE_STILL_PLANNED:
      'Cette commande remplace un certificat qu’un changement prévu va révoquer : annulez d’abord ce changement.',
    CHANGE_ALREADY_APPLIED: 'Ce changement est déjà en cours d’application : il ne peut plus être annulé.',
    REPLACEMENT_ALREADY_ISSUED:
      'Le certificat de remplacement est déjà émis : révoquez-le avant d’annuler le changement prévu.',
    SECOND_PERSON_REQUIRED:
      'C’est le dernier mandat en cours de l’entreprise : y mettre fin demande l’accord d’une seconde personne.',
    NO_SECOND_PERSON_NEEDED: 'Cet acte ne demande pas de seconde personne : faites-le directement.',
    SECOND_PERSON_ALREADY_ASKED: 'Une demande est déjà en attente pour cet acte : suivez celle-là.',
    REQUESTER_HAS_LEFT:
      'L’auteur de cette demande n’est plus représentant de l’entreprise : refusez la demande.',
    SAME_PERSON: 'Vous avez fait cette demande : une autre personne doit en décider.',
    SECOND_PERSON_TOO_LATE: 'Cette demande a expiré (24 heures) : refaites-la si elle reste utile.',
    NOT_THE_SECOND_PERSON: 'Votre rôle ne permet pas de décider de cette demande.',
    OFFICER_IS_CONCERNED: 'Ce dossier vous concerne : un autre agent d’enregistrement doit en décider.',
    CERTIFICATE_NOT_MADE:
      'Le certificat n’est pas encore créé : créez-le d’abord, puis acceptez-le ou refusez-le.',
    KEY_IS_COMPROMISED: 'Cette clé est connue comme compromise : un certificat demande une clé neuve.',
    KEY_ALREADY_CERTIFIED: 'Cette clé a déjà été certifiée : chaque certificat demande une clé neuve.',
    SUBJECT_NAME_TAKEN:
      'Ce nom de certificat appartient à une autre personne : contactez le bureau d’enregistrement.',
    CERTIFICATE_LINT:
      'Les données de ce dossier ne permettent pas un certificat conforme : il est rendu à l’entreprise pour correction.',
    CERTIFICATE_NOT_ACTIVE: 'Ce certificat n’est plus actif : passez une nouvelle commande.',
    REVOCATION_ALREADY_OPEN: 'La révocation de ce certificat est déjà demandée : elle est en cours.',
    ALREADY_REVOKED: 'Ce certificat est déjà révoqué, définitivement.',
    NOT_REVOCABLE: 'Ce certificat ne peut pas être révoqué : il est expiré ou n’a pas été délivré.',
    ALREADY_RENEWED: 'Ce certificat a déjà été renouvelé autant que permis : passez une nouvelle commande.',
    PRODUCT_NOT_RENEWABLE: 'Ce produit ne se renouvelle pas : passez une nouvelle commande.',
    RENEWAL_WINDOW_NOT_OPEN:
      'Le renouvellement ouvre 90 jours avant la fin du certificat : revenez à ce moment.',
    DATA_CHANGED_SINCE_ISSUANCE:
      'Les données ont changé depuis la délivrance : révoquez ce certificat et commandez-en un nouveau.',
    MANDATE_OVERLAPS:
      'Un mandat de cette personne couvre déjà cette période : mettez-y fin ou changez les dates.',
    SIREN_ALREADY_OPEN: 'Une entreprise avec ce SIREN est déjà ouverte : recherchez-la dans la liste.',
    CSR_UNREADABLE:
      'La demande de certificat est illisible : collez le texte d’une demande PKCS#10 (fichier .csr ou .pem), de « -----BEGIN CERTIFICATE REQUEST----- » à « -----END CERTIFICATE REQUEST----- ». N’envoyez jamais de fichier .p12, .pfx ou .key : il contient votre clé privée.',
    CSR_TOO_LARGE:
      'La demande de certificat est trop longue : envoyez une seule demande PKCS#10 (16 Ko au plus).',
    CSR_SIGNATURE_FALSE:
      'La signature de la demande est fausse : refaites la demande avec la clé à certifier.',
    CSR_KEY_TOO_WEAK: 'La clé est trop faible : utilisez une clé RSA de 3072 bits, ou P-256.',
    CSR_KEY_ALGORITHM_REFUSED:
      'Ce type de clé n’est pas accepté : utilisez une clé RSA de 3072 bits, ou P-256.',
    CSR_IS_PRIVATE_KEY:
      'Vous avez envoyé une clé privée ou un fichier .p12 : elle n’a pas été conservée, mais considérez-la comme compromise. Envoyez seulement une demande de certificat (CSR) faite avec une clé neuve.',
    LINK_USED:
      'Ce lien a déjà servi ; il ne sert qu’une fois, et la suite vous parviendra par courriel. Si ce n’était pas vous, prévenez aussitôt votre interlocuteur.',
    MANDATE_ALREADY_SIGNED: 'Ce mandat est déjà signé : il ne peut plus être modifié.',
    AGENT_NOT_NAMED: 'Désignez d’abord la personne qui sera mandataire de certification.',
    REPRESENTATIVE_HAS_NOT_SIGNED:
      'Le représentant légal n’a pas encore signé ce mandat : acceptez-le ensuite.',
    SIGNATURE_LAPSED: 'La signature du représentant légal a plus de trois mois : il doit signer de nouveau.',
    FACTOR_ENROLLED:
      'Un code par courriel ne suffit plus : vous avez un moyen plus sûr, un code par SMS ou votre certificat.',
    SMS_NOT_AVAILABLE: 'L’envoi de codes par SMS n’est pas ouvert ici : choisissez un autre moyen.',
    FILE_CHANGED: 'Le document a changé depuis que vous l’avez ouvert : rechargez la page et relisez-le.',
    VERIFIES_HIMSELF:
      'Personne ne vérifie sa propre identité : un autre mandataire ou le bureau d’enregistrement doit le faire.',
    HOLDER_EMAIL_TAKEN:
      'Un porteur de votre entreprise a déjà cette adresse électronique : utilisez une adresse nominative.',
    ACCOUNT_ALREADY_ACTIVE: 'Cette personne a déjà activé son espace : il n’y a pas d’invitation à envoyer.',
    CHANGE_ALREADY_OPEN:
      'Un changement d’identité est déjà en cours pour cette personne : attendez qu’il soit terminé.',
    NOTHING_CHANGES: 'Aucune donnée certifiée ne change : il n’y a rien à enregistrer.',
    IMPACT_CHANGED:
      'Les conséquences ont changé depuis leur affichage : relisez-les, puis confirmez de nouveau.',
    IDENTITY_CHANGED_SINCE_ORDER:
      'Vos données ont changé depuis cette commande : demandez-en une nouvelle à votre mandataire de certification.',
    VERIFICATION_BEFORE_REVOCATION:
      'Un certificat a été révoqué depuis la vérification d’identité : vérifiez de nouveau l’identité de cette personne.',
  },
  faults: {
    REQUIRED: 'à remplir',
    TOO_LONG: 'trop long',
    CONTROL_CHARACTER: 'contient un caractère non imprimable',
    NOT_AN_EMAIL: 'n’est pas une adresse électronique',
    SIREN_FORMAT: 'neuf chiffres attendus',
    SIREN_KEY: 'la clé de contrôle est fausse, vérifiez les chiffres',
    SIRET_FORMAT: 'quatorze chiffres attendus',
    SIRET_KEY: 'la clé de contrôle est fausse, vérifiez les chiffres',
    SIRET_OF_ANOTHER_COMPANY: 'doit commencer par le SIREN de l’entreprise',
    OUTSIDE_MANDATE: 'indiquez un établissement que couvre votre mandat',
    TOO_MANY: '50 au plus : laissez vide pour toute l’entreprise',
    MUST_ACCEPT: 'à accepter pour continuer',
    NOT_CHOOSABLE: 'ce motif ne peut pas être choisi',
    INVALID_CURSOR: 'page inconnue, reprenez la liste au début',
    PAGE_SIZE: 'entre 1 et 100',
    INVALID_VALUE: 'valeur non valable',
    PASSWORD_TOO_SHORT: 'trop court (12 caractères au moins, 15 sans second facteur)',
    REASON_TOO_SHORT: 'dix caractères au moins',
    TOO_FAR_AHEAD: 'un an au plus à l’avance',
    PASSWORD_COMMON: 'trop facile à deviner : mots de passe courants, suites de touches ou répétitions',
    PASSWORD_ABOUT_YOU:
      'trop facile à deviner : il est fait de votre nom, de votre adresse ou de votre entreprise',
    WRONG_PASSWORD: 'mot de passe inexact',
    UNCHANGED: 'identique à la valeur actuelle',
    INVALID_EMAIL: 'adresse électronique non valable',
    NO_SECOND_FACTOR: 'aucun second facteur n’est enregistré',
    WRONG_CODE: 'code inexact',
    CODE_OF_OTHER_TEXT: 'ce code a été demandé pour un autre texte, demandez-en un nouveau',
    ONE_PROOF: 'donnez un code ou une signature par certificat, l’un des deux',
    CMS_UNREADABLE: 'signature illisible',
    CMS_OTHER_CONTENT: 'cette signature porte sur un autre texte',
    CMS_FALSE: 'cette signature est fausse',
    CMS_UNTRUSTED: 'l’autorité de ce certificat n’est pas reconnue ici',
    CMS_NOT_VALID: 'ce certificat n’est pas ou n’est plus valable',
    CMS_STATUS_UNAVAILABLE: 'l’état de ce certificat ne peut pas être consulté, recommencez dans un instant',
    CMS_REVOKED: 'ce certificat est révoqué',
    CMS_NOT_FOR_SIGNING: 'ce certificat ne sert pas à signer',
    CMS_NAME_DIFFERS: 'ce certificat est au nom de quelqu’un d’autre',
    CODE_EXPIRED: 'code expiré, demandez-en un nouveau',
    TOO_MANY_TRIES: 'trop d’essais, demandez un nouveau code',
    PHONE_FORMAT: 'numéro attendu sous la forme +33 6 12 34 56 78',
    NOT_A_DATE: 'date inexistante',
    IN_THE_FUTURE: 'date dans le futur',
    IN_THE_PAST: 'date déjà passée',
    BEFORE_START: 'doit suivre le début',
    TERM_TOO_LONG: 'trois ans au plus',
    DOCUMENT_NUMBER_FORMAT: '6 à 14 lettres ou chiffres attendus',
    DOCUMENT_EXPIRED: 'pièce expirée',
    NAME_DIFFERS: 'ne correspond pas au nom indiqué',
    CIRCULAR_FRAGMENT: 'un fragment se contient lui-même',
    NO_SUBSCRIPTION: 'les abonnements ne sont pas proposés',
    ONE_MUTATION: 'une seule modification par requête',
    ONE_OPERATION: 'une opération et une seule par requête',
    SYNTAX: 'syntaxe GraphQL inexacte',
    TOO_COSTLY: 'demande trop de données à la fois',
    TOO_DEEP: 'trop de niveaux imbriqués',
    TOO_MANY_ALIASES: 'trop d’alias',
    TOO_MANY_TOKENS: 'trop de mots',
    UNKNOWN_DOCUMENT: 'inconnue de cette version : rechargez la page',
    DOCUMENT_NOT_TRUSTED: 'seules les opérations de la console sont acceptées ici : rechargez la page',
    POST_ONLY: 'méthode POST seulement',
    JSON_ONLY: 'contenu application/json seulement',
    FOREIGN_ORIGIN: 'envoyée par un autre site',
    NO_BATCH: 'une requête à la fois, pas un tableau',
    MALFORMED: 'corps de requête mal formé',
    TOO_LARGE: 'plus de 64 ko',
  },
  fields: {
    acceptsBinding: 'Engagement personnel',
    query: 'Opération',
    request: 'Requête',
    acceptsTerms: 'Conditions d’utilisation',
    after: 'Page',
    backupAcknowledged: 'Sauvegarde du certificat',
    city: 'Ville',
    comment: 'Commentaire',
    current: 'Mot de passe actuel',
    displayName: 'Prénom et nom',
    email: 'Adresse électronique',
    first: 'Nombre de lignes',
    givenNames: 'Prénoms',
    idempotencyKey: 'Clé d’idempotence',
    jobTitle: 'Fonction',
    name: 'Nom',
    next: 'Nouveau mot de passe',
    reason: 'Motif',
    role: 'Rôle',
    siren: 'SIREN',
    surname: 'Nom de famille',
    version: 'Version',
    agentName: 'Nom du mandataire',
    agentEmail: 'Adresse électronique du mandataire',
    acts: 'Actes',
    productCodes: 'Produits',
    establishment: 'Établissement',
    establishments: 'Établissements',
    startsOn: 'Début',
    endsOn: 'Fin',
    typedName: 'Nom saisi',
    acceptsMandate: 'Acceptation du mandat',
    commitsToIndependence: 'Engagement d’indépendance',
    commitsToReportDeparture: 'Engagement de signalement',
    companyProofReference: 'Référence du justificatif',
    companyProofIssuedOn: 'Date du justificatif',
    'representativeDocument.number': 'Pièce du représentant',
    'representativeDocument.expiresOn': 'Validité de la pièce du représentant',
    'agentDocument.number': 'Pièce du mandataire',
    'agentDocument.expiresOn': 'Validité de la pièce du mandataire',
    proofs: 'Pièces vues',
    phone: 'Téléphone',
    documentNumber: 'Numéro de la pièce',
    documentExpiresOn: 'Fin de validité de la pièce',
    place: 'Lieu',
    verifiedOn: 'Date du face-à-face',
    effectiveOn: 'Date d’effet',
    code: 'Code',
  },
};
