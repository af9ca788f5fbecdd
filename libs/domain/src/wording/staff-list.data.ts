/** By reason of a file's or a line's refusal. `{line}` stands for the line that is meant. */
export const STAFF_LIST_SENTENCES: Readonly<Record<'fr' | 'en', Readonly<Record<string, string>>>> = {
  fr: {
    DUPLICATE_LINE:
      'Cette personne figure déjà à la ligne {line} : une seule ligne par personne est prise en compte.',
    HOLDER_EMAIL_TAKEN:
      'Cette adresse est celle d’un autre porteur de l’entreprise : corrigez l’adresse ou le matricule.',
    EMAIL_NOT_AVAILABLE:
      'Cette adresse ne peut pas être reprise par une liste : vérifiez-la, ou ajoutez cette personne à la main.',
    ANOTHER_EMPLOYEE_KEY:
      'Cette adresse est celle d’un porteur qui a un autre matricule : corrigez l’un ou l’autre.',
    ANOTHER_PERSON:
      'Le nom et le prénom changent tous les deux : un certificat ne passe jamais d’une personne à une autre. Ajoutez la nouvelle personne avec une adresse et un matricule à elle, ou corrigez à la main.',
    HOLDER_HAS_LEFT: 'Cette personne a quitté l’entreprise : retirez-la de la liste.',
    CHANGE_ALREADY_OPEN:
      'Un changement d’identité est déjà en cours pour cette personne : attendez qu’il soit terminé.',
    OUTSIDE_MANDATE:
      'Cet établissement est hors de votre mandat : retirez la ligne, ou adressez-la au mandataire compétent.',
    FORMULA: 'Cette cellule contient une formule : remplacez-la par sa valeur.',
    FORMULA_ERROR: 'Le tableur n’a pas pu calculer cette cellule : corrigez-la dans votre fichier.',
    BROKEN_CHARACTER:
      'Des caractères ont été perdus lors d’un enregistrement précédent : saisissez de nouveau cette cellule.',
    CHANGED_SINCE_CHECK:
      'Cette personne a été modifiée depuis la simulation : importez de nouveau la liste pour cette ligne.',
    CONFLICT:
      'Cette personne était en cours de modification : importez de nouveau la liste pour cette ligne.',
    REQUIRED: 'À remplir.',
    TOO_LONG:
      'Trop long pour figurer dans un certificat : abrégez comme sur la pièce d’identité, rien n’est coupé automatiquement.',
    CONTROL_CHARACTER: 'Contient un caractère invisible ou de contrôle : saisissez de nouveau cette cellule.',
    NOT_AN_EMAIL: 'Ce n’est pas une adresse e-mail.',
    PHONE_FORMAT: 'Numéro non reconnu : écrivez-le avec son indicatif, par exemple +33 6 12 34 56 78.',
    SIRET_FORMAT: 'Un SIRET a quatorze chiffres : vérifiez qu’il n’a pas perdu ses zéros.',
    SIRET_KEY: 'La clé de ce SIRET est fausse : vérifiez ses chiffres.',
    SIRET_OF_ANOTHER_COMPANY: 'Ce SIRET est celui d’une autre entreprise.',
    MANDATE_ENDED:
      'Le mandat de la personne qui a lancé l’import a pris fin : ce qui restait n’a pas été fait.',
    FILE_GONE: 'Le fichier n’est plus là : déposez-le de nouveau.',
    UNKNOWN_FORMAT:
      'Ce fichier n’est ni un CSV ni un classeur XLSX : enregistrez votre liste dans l’un de ces formats.',
    OLD_SPREADSHEET:
      'Ce classeur est d’un ancien format (.xls) ou protégé par un mot de passe : enregistrez-le en XLSX, sans mot de passe.',
    MIXED_ENCODINGS:
      'Le fichier mélange deux codages de caractères (ligne {line}) : enregistrez-le de nouveau en CSV UTF-8.',
    UNKNOWN_ENCODING:
      'Le codage des caractères n’est pas reconnu (ligne {line}) : enregistrez le fichier en CSV UTF-8.',
    BINARY_CONTENT: 'Le fichier contient des caractères nuls (ligne {line}) : ce n’est pas un CSV.',
    ONE_COLUMN:
      'Une seule colonne a été trouvée : séparez les colonnes par des points-virgules, des virgules ou des tabulations.',
    NO_LINES: 'Le fichier ne contient aucune ligne.',
    TOO_MANY_LINES: 'La liste dépasse 10 000 lignes : partagez-la en plusieurs fichiers.',
    TOO_MANY_COLUMNS: 'La ligne {line} a plus de 100 colonnes : ne gardez que celles qui servent.',
    CELL_TOO_LONG: 'Une cellule de la ligne {line} dépasse 1 000 caractères.',
    QUOTES: 'Les guillemets de la ligne {line} ne se ferment pas : corrigez-les.',
    ARCHIVE: 'Ce classeur est endommagé : ouvrez-le dans un tableur et enregistrez-le de nouveau.',
    ARCHIVE_TOO_LARGE:
      'Ce classeur occupe trop de place une fois décompressé : enregistrez la liste seule, sans mise en forme.',
    ARCHIVE_TOO_MANY_ENTRIES:
      'Ce classeur contient trop d’éléments : enregistrez la liste seule dans un classeur neuf.',
    TOO_MANY_STRINGS:
      'Ce classeur contient trop de textes : enregistrez la liste seule dans un classeur neuf.',
    NO_SHEET: 'Ce classeur ne contient aucune feuille visible.',
    XML: 'Une feuille du classeur ne se lit pas : ouvrez-le dans un tableur et enregistrez-le de nouveau.',
    XML_DOCTYPE:
      'Ce classeur contient des déclarations qui ne sont pas acceptées : enregistrez-le de nouveau depuis un tableur.',
    FORMULA_WITHOUT_VALUE:
      'Une formule de la ligne {line} n’a pas de valeur enregistrée : remplacez-la par sa valeur.',
  },
  en: {
    DUPLICATE_LINE: 'This person is on line {line} already: only one line per person counts.',
    HOLDER_EMAIL_TAKEN:
      'This address is another holder’s of the company: correct the address or the employee number.',
    EMAIL_NOT_AVAILABLE: 'This address cannot be taken by a list: check it, or add this person by hand.',
    ANOTHER_EMPLOYEE_KEY:
      'This address is that of a holder with another employee number: correct one of them.',
    ANOTHER_PERSON:
      'Surname and given name both change: a certificate never passes from one person to another. Add the new person with an address and number of their own, or correct it by hand.',
    HOLDER_HAS_LEFT: 'This person has left the company: take them off the list.',
    CHANGE_ALREADY_OPEN: 'A change of identity is under way for this person: wait until it is done.',
    OUTSIDE_MANDATE:
      'This establishment is outside your mandate: remove the line, or send it to the agent in charge.',
    FORMULA: 'This cell holds a formula: replace it by its value.',
    FORMULA_ERROR: 'The spreadsheet could not compute this cell: correct it in your file.',
    BROKEN_CHARACTER: 'Characters were lost when the file was saved before: type this cell again.',
    CHANGED_SINCE_CHECK: 'This person was changed since the dry run: import the list again for this line.',
    CONFLICT: 'This person was being changed: import the list again for this line.',
    REQUIRED: 'To be filled in.',
    TOO_LONG:
      'Too long for a certificate: shorten it as on the identity document, nothing is cut automatically.',
    CONTROL_CHARACTER: 'Contains an invisible or control character: type this cell again.',
    NOT_AN_EMAIL: 'This is not an e-mail address.',
    PHONE_FORMAT: 'Number not recognised: write it with its country code, for instance +33 6 12 34 56 78.',
    SIRET_FORMAT: 'A SIRET has fourteen digits: check that it has not lost its zeros.',
    SIRET_KEY: 'The key of this SIRET is wrong: check its digits.',
    SIRET_OF_ANOTHER_COMPANY: 'This SIRET is another company’s.',
    MANDATE_ENDED: 'The mandate of whoever started the import has ended: what was left was not done.',
    FILE_GONE: 'The file is no longer there: upload it again.',
    UNKNOWN_FORMAT:
      'This file is neither a CSV nor an XLSX workbook: save your list in one of these formats.',
    OLD_SPREADSHEET:
      'This workbook is of an old format (.xls) or protected by a password: save it as XLSX, without a password.',
    MIXED_ENCODINGS: 'The file mixes two character encodings (line {line}): save it again as CSV UTF-8.',
    UNKNOWN_ENCODING: 'The character encoding is not recognised (line {line}): save the file as CSV UTF-8.',
    BINARY_CONTENT: 'The file contains null characters (line {line}): it is not a CSV.',
    ONE_COLUMN: 'Only one column was found: separate the columns by semicolons, commas or tabs.',
    NO_LINES: 'The file has no line.',
    TOO_MANY_LINES: 'The list has more than 10,000 lines: divide it into several files.',
    TOO_MANY_COLUMNS: 'Line {line} has more than 100 columns: keep only those that are needed.',
    CELL_TOO_LONG: 'A cell of line {line} has more than 1,000 characters.',
    QUOTES: 'The quotation marks of line {line} do not close: correct them.',
    ARCHIVE: 'This workbook is damaged: open it in a spreadsheet and save it again.',
    ARCHIVE_TOO_LARGE:
      'This workbook takes too much room once unpacked: save the list alone, without formatting.',
    ARCHIVE_TOO_MANY_ENTRIES: 'This workbook has too many parts: save the list alone in a new workbook.',
    TOO_MANY_STRINGS: 'This workbook has too many texts: save the list alone in a new workbook.',
    NO_SHEET: 'This workbook has no visible sheet.',
    XML: 'A sheet of the workbook cannot be read: open it in a spreadsheet and save it again.',
    XML_DOCTYPE: 'This workbook has declarations that are not accepted: save it again from a spreadsheet.',
    FORMULA_WITHOUT_VALUE: 'A formula of line {line} has no saved value: replace it by its value.',
  },
};
