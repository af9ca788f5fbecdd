import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NoRegistry } from './no-registry.js';
import { SireneRegistry } from './sirene-registry.js';

const SIREN = '732829320';

/** As the documentation of Sirene 3.11 has it, with fields that nobody reads here. */
const unit = (change: object = {}) => ({
  header: { statut: 200, message: 'OK' },
  uniteLegale: {
    siren: SIREN,
    statutDiffusionUniteLegale: 'O',
    dateCreationUniteLegale: '1973-01-01',
    prenomUsuelUniteLegale: null,
    trancheEffectifsUniteLegale: '22',
    periodesUniteLegale: [
      {
        dateFin: null,
        dateDebut: '2008-01-01',
        etatAdministratifUniteLegale: 'A',
        nomUniteLegale: null,
        denominationUniteLegale: 'SCIERIE DU VAL',
        categorieJuridiqueUniteLegale: '5710',
        nicSiegeUniteLegale: '00074',
        ...change,
      },
      {
        dateFin: '2007-12-31',
        dateDebut: '1973-01-01',
        etatAdministratifUniteLegale: 'A',
        nomUniteLegale: null,
        denominationUniteLegale: 'ANCIEN NOM',
        categorieJuridiqueUniteLegale: '5499',
        nicSiegeUniteLegale: '00074',
      },
    ],
  },
});

const establishment = (nic: string, place: object = {}, state = 'A') => ({
  siren: SIREN,
  nic,
  siret: SIREN + nic,
  etablissementSiege: nic === '00074',
  adresseEtablissement: {
    complementAdresseEtablissement: null,
    numeroVoieEtablissement: '12',
    indiceRepetitionEtablissement: 'B',
    typeVoieEtablissement: 'RUE',
    libelleVoieEtablissement: 'DES SAPINS',
    codePostalEtablissement: '57000',
    libelleCommuneEtablissement: 'METZ',
    codeCommuneEtablissement: '57463',
    ...place,
  },
  periodesEtablissement: [
    {
      dateFin: null,
      dateDebut: '2008-01-01',
      etatAdministratifEtablissement: state,
      enseigne1Etablissement: null,
      denominationUsuelleEtablissement: null,
    },
  ],
});

const establishments = (...list: readonly object[]) => ({
  header: { total: list.length, debut: 0, nombre: list.length, statut: 200, message: 'OK' },
  etablissements: list,
});

const HIDDEN = {
  numeroVoieEtablissement: '[ND]',
  indiceRepetitionEtablissement: '[ND]',
  typeVoieEtablissement: '[ND]',
  libelleVoieEtablissement: '[ND]',
  codePostalEtablissement: '[ND]',
};

let server: Server;
let url: string;
let asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

const json = (response: ServerResponse, status: number, body: unknown, headers: object = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};
const documented =
  (first: unknown, second: unknown) => (request: IncomingMessage, response: ServerResponse) =>
    json(response, 200, request.url?.startsWith('/siret') ? second : first);

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const registry = (timeoutMs = 2_000) => new SireneRegistry({ url, key: 'une-cle', timeoutMs });

describe('the public Sirene register', () => {
  it('gives name, legal form, head office and establishments as documented', async () => {
    answer = documented(unit(), establishments(establishment('00074'), establishment('00082', {}, 'F')));
    expect(await registry().find(SIREN)).toEqual({
      outcome: 'FOUND',
      company: {
        siren: SIREN,
        name: 'SCIERIE DU VAL',
        legalForm: '5710',
        address: '12 B RUE DES SAPINS',
        postalCode: '57000',
        city: 'METZ',
        closed: false,
        establishmentCount: 2,
        establishments: [
          expect.objectContaining({ siret: '73282932000074', headOffice: true, closed: false }),
          expect.objectContaining({ siret: '73282932000082', headOffice: false, closed: true }),
        ],
      },
    });
    expect(asked.map(({ url: path }) => path)).toEqual([
      `/siren/${SIREN}`,
      `/siret?q=siren%3A${SIREN}&nombre=1000`,
    ]);
    expect(asked[0]?.headers['x-insee-api-key-integration']).toBe('une-cle');
  });

  it('says that a company has ceased, and leaves what is not diffused empty', async () => {
    answer = documented(
      unit({ etatAdministratifUniteLegale: 'C' }),
      establishments(establishment('00074', HIDDEN)),
    );
    expect(await registry().find(SIREN)).toMatchObject({
      company: { closed: true, address: '', postalCode: '', city: 'METZ' },
    });
  });

  it('does not know a number that nothing has (404)', async () => {
    answer = (_, response) =>
      json(response, 404, {
        header: { statut: 404, message: 'Aucun élément trouvé pour le siren 732829320' },
      });
    expect(await registry().find(SIREN)).toEqual({ outcome: 'UNKNOWN' });
    expect(asked).toHaveLength(1);
  });

  it('says for how long it wants no more requests (429)', async () => {
    answer = (_, response) => json(response, 429, { header: { statut: 429 } }, { 'retry-after': '37' });
    expect(await registry().find(SIREN)).toEqual({ outcome: 'UNAVAILABLE', retryAfterSeconds: 37 });
  });

  it.each([
    ['401: a key that it does not know', (response: ServerResponse) => json(response, 401, {})],
    ['500', (response: ServerResponse) => json(response, 500, {})],
    ['another shape', (response: ServerResponse) => json(response, 200, { uniteLegale: { siren: SIREN } })],
    [
      'another company',
      (response: ServerResponse) =>
        json(response, 200, { uniteLegale: { ...unit().uniteLegale, siren: '552008443' } }),
    ],
    ['no JSON', (response: ServerResponse) => response.end('<html>')],
    [
      'a redirection elsewhere',
      (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    ['a connection that breaks', (response: ServerResponse) => response.destroy()],
  ])('is not there for %s', async (_name, reply) => {
    answer = (request, response) =>
      request.url?.startsWith('/siret') ? json(response, 200, establishments()) : reply(response);
    expect(await registry().find(SIREN)).toEqual({ outcome: 'UNAVAILABLE', retryAfterSeconds: null });
  });

  it('is given up after its time, also where the body never ends', async () => {
    answer = () => {};
    expect(await registry(60).find(SIREN)).toEqual({ outcome: 'UNAVAILABLE', retryAfterSeconds: null });
    answer = (_, response) => void response.writeHead(200).write('{"uniteLegale":');
    expect(await registry(60).find(SIREN)).toEqual({ outcome: 'UNAVAILABLE', retryAfterSeconds: null });
  });
});

describe('no register', () => {
  it('says so, and asks nobody', async () => {
    expect(await new NoRegistry().find()).toEqual({ outcome: 'NOT_CONFIGURED' });
  });
});
