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
    MRZ_NOT_FOUND:
      'Aucune bande de lecture n’a été reconnue : ce sont les deux ou trois lignes de lettres, de chiffres et de chevrons (<) au bas de la pièce.',
    MRZ_INCOMPLETE:
      'La bande de lecture est incomplète : lisez toutes ses lignes en entier, ou saisissez les données à la main.',
    MRZ_OTHER_DOCUMENT:
      'Cette pièce n’est ni une carte d’identité, ni un passeport, ni un titre de séjour : demandez-en une autre.',
    MRZ_NUMBER_KEY:
      'Le numéro de la pièce ne correspond pas à sa clé de contrôle : relisez la bande, ou saisissez le numéro à la main.',
    MRZ_BIRTH_DATE_KEY:
      'La date de naissance ne correspond pas à sa clé de contrôle : relisez la bande, ou saisissez les données à la main.',
    MRZ_EXPIRY_KEY:
      'La date d’expiration ne correspond pas à sa clé de contrôle : relisez la bande, ou saisissez la date à la main.',
    MRZ_KEY:
      'La clé de contrôle de toute la bande est fausse : un caractère est mal lu. Relisez la bande, ou saisissez les données à la main.',
    DAY_INCLUDES_HIMSELF:
      'Vous figurez dans la liste : retirez-vous, car personne ne vérifie sa propre identité. Un autre mandataire ou le bureau d’enregistrement vous vérifiera.',
    AGREEMENT_LINK_USED:
      'Votre accord est déjà enregistré ; ce lien ne sert qu’une fois. Il ne vous reste rien à faire ici.',
    AGREEMENT_CHANGED:
      'Le texte a changé depuis que vous l’avez ouvert (version du {version}) : rechargez la page et relisez-le.',
    SECOND_PERSON_FOR_LIST:
      'Cette liste révoque trop de certificats pour une seule personne : demandez l’accord d’une seconde.',
    REQUESTER_WITHOUT_MANDATE:
      'Le mandat de la personne qui a demandé cet acte n’est plus en vigueur : refusez cette demande.',
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
    COMPANY_NOT_IN_REGISTRY:
      'Le registre public ne connaît pas ce SIREN : vérifiez-le, ou saisissez les données d’après un justificatif.',
    REGISTRY_NOT_CONFIGURED:
      'Aucun registre public n’est relié à cette installation : saisissez les données d’après un justificatif.',
    REGISTRY_UNAVAILABLE:
      'Le registre public ne répond pas pour le moment : recommencez plus tard, ou saisissez les données d’après un justificatif.',
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
    PREDECESSOR_MISSING:
      'Le mandat que celui-ci supplée ou remplace n’est pas indiqué : choisissez-le dans la liste.',
    PREDECESSOR_NOT_ACTIVE:
      'Le mandat que celui-ci supplée ou remplace n’a jamais été en cours, ou ne l’est plus : choisissez-en un autre.',
    DEPUTY_OF_HIMSELF: 'Personne ne se supplée soi-même : désignez une autre personne.',
    DEPUTY_EXCEEDS_MANDATE:
      'Un suppléant reçoit au plus les pouvoirs, les produits, les établissements et la durée du mandat qu’il supplée : réduisez-les.',
    DELEGATION_NOT_IN_FORCE:
      'Cette délégation de signature n’est pas en vigueur à la date de la signature : choisissez-en une autre ou signez vous-même.',
    DELEGATION_TOO_NARROW:
      'Cette délégation de signature ne couvre pas tous les actes de ce mandat : réduisez le mandat ou signez vous-même.',
    NO_CONFIRMATION_AWAITED: 'Ce mandat n’attend pas de confirmation : il n’y a rien à faire.',
    ALREADY_REPRESENTATIVE: 'Cette personne est déjà enregistrée comme représentant légal de l’entreprise.',
    NOT_ON_PAPER: 'Ce mandat se signe par lien et non sur papier.',
    SHEET_NOT_AWAITED: 'Ce mandat n’attend pas de formulaire signé : rechargez la page.',
    REPRESENTATIVE_OPENS:
      'Le représentant légal a déjà ouvert un mandat lui-même : les suivants lui reviennent.',
    COMPANY_NOT_OPEN: 'Aucune entreprise n’est ouverte sous ce SIREN : ouvrez-la d’abord.',
    SUCCESSOR_NOT_IN_FORCE:
      'Le mandat de la personne qui reprendrait le travail n’est pas en cours : choisissez-en une autre.',
    AGENT_DEPARTURE_ALREADY_REPORTED: 'Ce départ est déjà signalé : suivez ce signalement.',
    DEPARTURE_OF_ANOTHER_AGENT:
      'Un mandataire signale son propre départ ; celui d’un autre, le représentant légal ou l’entreprise le signale.',
    AGENT_HAS_LEFT: 'Cette personne n’a plus de mandat en cours : il n’y a pas de départ à signaler.',
    PLAN_CHANGED:
      'La situation a changé depuis l’affichage : relisez ce qui sera transféré ou annulé, puis confirmez.',
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
      'Cette adresse électronique est déjà prise : utilisez une adresse propre à cette personne.',
    ACCOUNT_ALREADY_ACTIVE: 'Cette personne a déjà activé son espace : il n’y a pas d’invitation à envoyer.',
    CHANGE_ALREADY_OPEN:
      'Un changement d’identité est déjà en cours pour cette personne : attendez qu’il soit terminé.',
    NOTHING_CHANGES: 'Aucune donnée certifiée ne change : il n’y a rien à enregistrer.',
    HOMONYM:
      'Une personne de ce nom existe déjà dans l’entreprise ({count}) : confirmez qu’il s’agit de quelqu’un d’autre, chacun aura son propre numéro.',
    VERIFICATION_BELOW_LEVEL:
      'Cette vérification ne suffit pas au niveau du produit : vérifiez l’identité de cette personne face à face.',
    SIGNATURE_NOT_VALID:
      'Aucun certificat valide de cette personne ne porte ce numéro de série : vérifiez-le, ou recevez la personne.',
    MEETING_NOT_YET_DUE: 'L’heure du rendez-vous n’est pas encore passée : attendez, ou annulez-le.',
    VERIFICATION_ALREADY_OPEN:
      'Une vérification de cette personne est déjà en cours : planifiez-la ou annulez-la.',
    ALREADY_DEPARTED: 'Cette personne a déjà quitté l’entreprise.',
    DEPARTURE_ALREADY_REPORTED:
      'Le départ de cette personne est déjà enregistré : suivez-le depuis sa fiche.',
    CERTIFICATES_STILL_ACTIVE:
      'Il reste {count} certificat(s) actif(s) au nom de cette personne : le dossier se ferme après leur révocation.',
    NOT_DEPARTED: 'Cette personne n’a pas quitté l’entreprise.',
    DEPARTURE_STILL_OPEN:
      'Le dossier de départ est encore ouvert : fermez-le avant le retour de cette personne.',
    IMPACT_CHANGED:
      'Les conséquences ont changé depuis leur affichage : relisez-les, puis confirmez de nouveau.',
    IDENTITY_CHANGED_SINCE_ORDER:
      'Vos données ont changé depuis cette commande : demandez-en une nouvelle à votre mandataire de certification.',
    VERIFICATION_BEFORE_REVOCATION:
      'Un certificat a été révoqué depuis la vérification d’identité : vérifiez de nouveau l’identité de cette personne.',
    FILE_EMPTY: 'Ce fichier est vide : choisissez-en un autre.',
    FILE_TOO_LARGE: 'Ce fichier est trop lourd : réduisez-le ou numérisez-le dans une définition moindre.',
    FILE_TYPE_REFUSED:
      'Ce type de fichier n’est pas accepté ici. Documents : PDF, JPEG, PNG ou WebP ; listes : CSV ou XLSX. C’est le contenu qui compte, pas l’extension.',
    FILE_POLYGLOT:
      'Ce PDF contient aussi autre chose qu’un PDF : enregistrez-le de nouveau (« Imprimer en PDF »), puis recommencez.',
    FILE_INFECTED: 'Ce fichier contient un programme malveillant : il n’a pas été conservé.',
    FILE_NOT_AVAILABLE: 'Ce fichier ne peut pas servir ici : envoyez-le de nouveau.',
    FILE_ALREADY_USED: 'Ce fichier a déjà servi : envoyez-le de nouveau.',
    FILE_IN_ARCHIVE:
      'Cette copie est passée aux archives de l’autorité d’enregistrement : votre entreprise n’en garde que les références.',
    FILE_ERASED: 'Le contenu de ce fichier a été effacé : seules ses références sont gardées.',
    COMPANY_FILES_DESTROYED:
      'Les fichiers de cette entreprise ont été détruits à sa sortie : elle n’en reçoit plus.',
    IMAGE_TOO_LARGE: 'Cette image a trop de pixels : photographiez ou numérisez dans une définition moindre.',
    IMAGE_UNREADABLE: 'Cette image est abîmée : photographiez ou numérisez de nouveau.',
    PDF_ACTIVE_CONTENT:
      'Ce PDF contient un script, un formulaire actif ou un fichier joint : enregistrez-le de nouveau (« Imprimer en PDF »), puis recommencez.',
    PDF_ENCRYPTED: 'Ce PDF est protégé par un mot de passe : enregistrez-le sans protection.',
    PDF_UNREADABLE: 'Ce PDF ne se lit pas : enregistrez-le de nouveau (« Imprimer en PDF »).',
    PRIVATE_KEY_REFUSED:
      'Ce fichier contient une clé privée. Elle ne doit jamais quitter son porteur : ne l’envoyez à personne. Rien n’a été conservé.',
    SCANNER_SILENT:
      'L’antivirus ne répond pas : le fichier n’a pas été conservé. Recommencez dans quelques minutes.',
  },
  faults: {
    FILE_EMPTY: 'le fichier est vide',
    FILE_TOO_LARGE: '10 Mo au plus',
    COLUMN_REQUIRED: 'indiquez la colonne',
    NO_SUCH_COLUMN: 'cette colonne n’existe pas',
    COLUMN_TAKEN: 'cette colonne est déjà prise',
    SIGNATURE_TOO_OLD: 'a plus de trois mois : faites signer un nouveau formulaire',
    BEFORE_REPRESENTATIVE: 'est antérieure à la signature du représentant légal',
    REFERENCE_DIFFERS: 'n’est pas celle de ce mandat : relisez-la sur le formulaire',
    TOO_FAR: 'est trop éloignée : un an au plus',
    REQUIRED: 'à remplir',
    TOO_LONG: 'trop long',
    CONTROL_CHARACTER: 'contient un caractère non imprimable',
    NOT_AN_EMAIL: 'n’est pas une adresse électronique',
    SIREN_FORMAT: 'neuf chiffres attendus',
    SIREN_KEY: 'la clé de contrôle est fausse, vérifiez les chiffres',
    SIRET_FORMAT: 'quatorze chiffres attendus',
    SIRET_KEY: 'la clé de contrôle est fausse, vérifiez les chiffres',
    SIRET_OF_ANOTHER_COMPANY: 'doit commencer par le SIREN de l’entreprise',
    VAT_FORMAT: 'attendu sous la forme FR 46 443 121 975',
    VAT_KEY: 'la clé de contrôle est fausse, vérifiez le numéro',
    VAT_OF_ANOTHER_COMPANY: 'doit finir par le SIREN de l’entreprise',
    POSTAL_CODE: 'cinq chiffres attendus',
    LEGAL_FORM: 'catégorie juridique inconnue, quatre chiffres attendus',
    PAPER_TYPE: 'cette pièce n’est pas de la nature attendue',
    NOT_OF_SALES: 'cette personne n’est pas du service commercial',
    COMPANY_PROOF_TOO_OLD: 'justificatif de plus de trois mois à la transmission du dossier',
    OUTSIDE_MANDATE: 'indiquez un établissement que couvre votre mandat',
    TOO_MANY: '50 au plus : laissez vide pour toute l’entreprise',
    MUST_ACCEPT: 'à accepter pour continuer',
    NOT_IN_A_NAME:
      'contient un signe qu’aucun nom ne porte : seuls lettres, espaces, tirets, apostrophes et points sont admis',
    CONFUSABLE:
      'contient un caractère qui en imite un autre : comparez lettre à lettre avec la pièce, puis confirmez',
    COUNTRY_FORMAT: 'trois lettres attendues, comme FRA',
    NOT_AN_AGENT: 'n’est pas un mandataire de l’entreprise',
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
    BEHIND_FILE: 'doit précéder le fichier',
    FORM_ONLY: 'formulaire multipart/form-data seulement',
    NOT_A_FILE: 'un fichier est attendu',
    TOO_MANY_COPIES: 'deux copies au plus',
    TWICE: 'donné deux fois',
    UNKNOWN_PART: 'une partie du formulaire est inconnue',
  },
  fields: {
    heldOn: 'Date',
    holderIds: 'Personnes',
    agrees: 'Accord',
    employeeKey: 'Matricule',
    file: 'Fichier',
    companyName: 'Raison sociale',
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
    legalForm: 'Forme juridique',
    address: 'Adresse',
    postalCode: 'Code postal',
    vatNumber: 'Numéro de TVA',
    siret: 'SIRET',
    type: 'Nature',
    reference: 'Référence',
    issuedOn: 'Date',
    expiresOn: 'Fin de validité',
    ownerId: 'Commercial',
    nextAction: 'Prochaine action',
    nextActionOn: 'Échéance',
    proofs: 'Pièces vues',
    phone: 'Téléphone',
    documentNumber: 'Numéro de la pièce',
    documentExpiresOn: 'Fin de validité de la pièce',
    documentCountry: 'Pays de la pièce',
    documentIssuedOn: 'Date de délivrance de la pièce',
    birthDate: 'Date de naissance',
    evidence: 'Preuve de la vérification',
    scheduledAt: 'Date et heure du rendez-vous',
    verifierAccountId: 'Vérificateur',
    leavesOn: 'Date de départ',
    place: 'Lieu',
    verifiedOn: 'Date du face-à-face',
    effectiveOn: 'Date d’effet',
    code: 'Code',
    fileId: 'Fichier',
    purpose: 'Usage du fichier',
    companyId: 'Entreprise',
  },
};
