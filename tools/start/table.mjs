import { totpCode } from './totp.mjs';

function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => [...row[column]].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell + ' '.repeat(widths[column] - [...cell].length)).join('   ')}`.trimEnd(),
  );
}

/** The one table of a ready system: addresses, then demo logins with a code that is valid now. */
export function readyTable(run, atMs = Date.now()) {
  const addresses = [
    ['Console', run.urls.console, 'ouvrez ceci dans un navigateur'],
    ['Courrier', run.urls.mailbox ?? '(SMTP_URL)', 'les messages que le produit envoie'],
    ['GraphQL', run.urls.graphql, 'API des intégrations'],
    ['Statut', run.urls.status, 'CRL, OCSP, certificats de l’AC'],
    ['Worker', run.urls.worker, 'santé et mesures'],
  ];
  const header = ['Rôle', 'Société', 'E-mail', 'Mot de passe', 'Secret TOTP', 'Code'];
  const logins = run.logins.map((login) => [
    login.role,
    login.company ?? '—',
    login.email,
    login.password,
    login.totpSecret ?? '—',
    login.totpSecret ? totpCode(login.totpSecret, atMs) : '—',
  ]);
  return ['', ...columns(addresses), '', ...(logins.length > 0 ? columns([header, ...logins]) : []), ''].join(
    '\n',
  );
}
