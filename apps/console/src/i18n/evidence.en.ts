import type { fr } from './evidence.fr.js';

type Texts<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

export const en: Texts<typeof fr> = {
  means: {
    heading: 'Your signature',
    title: 'Means of signing',
    labels: {
      SMS: 'Code received by SMS',
      MAIL: 'Code received by e-mail (weak evidence)',
      CERTIFICATE: 'My own certificate (.p12 file)',
    },
    certificateIntro:
      'Your file is opened in this page: neither it nor its password is sent. Only the signature leaves.',
    choose: 'Choose my .p12 file',
    chosen: 'File chosen: %{name}',
    noFile: 'No file chosen.',
    password: 'Password of the file',
    passwordHelp: 'It stays in this page.',
    faults: {
      NOT_PKCS12: 'This file is not a PKCS#12 certificate (.p12 or .pfx).',
      WRONG_PASSWORD: 'This password does not open the file.',
      UNSUPPORTED:
        'This file has no signing key that can be read here, or its encryption is too old: export it again, or choose another means.',
    },
    draft: 'Keep the text as a PDF before signing',
  },
  sealed: {
    title: 'Sealed evidence',
    help: 'To keep: the PDF and its JSON package can be checked without us.',
    stages: {
      SUBMITTED: 'Complete file: both signatures',
      DECIDED: 'File decided by the registration office',
    },
    built: 'Sealed on %{date}',
    stamped: 'Time-stamped on %{date}',
    notStamped: 'Without a time-stamp for now',
    hash: 'Fingerprint: %{hash}',
    pdf: 'Download the PDF',
    json: 'JSON package',
  },
};
