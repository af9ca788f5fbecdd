import net from 'node:net';
import { Failure } from './failure.mjs';

/** A port that nobody listens on at this instant. */
export function freePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function bindError(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** Reads a port from a setting: a number, or 0 for "any free one". */
export function parsePort(name, value, fallback) {
  if (value === undefined || value === '') return fallback;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Failure(
    `${name}=${value} n’est pas un port : donnez un entier entre 0 et 65535 (0 = un port libre).`,
  );
}

/**
 * Turns the wished ports into usable ones: 0 becomes a free port, a taken port is refused with the variable that changes it.
 * `wished` maps the variable's name to its port, for example `{ API_PORT: 3000 }`.
 */
export async function resolvePorts(wished, host = '127.0.0.1') {
  const ports = {};
  for (const [variable, port] of Object.entries(wished)) {
    if (port === 0) {
      ports[variable] = await freePort(host);
      continue;
    }
    const error = await bindError(port, host);
    if (error) throw new Failure(portMessage(variable, port, error));
    ports[variable] = port;
  }
  return ports;
}

function portMessage(variable, port, error) {
  if (error.code === 'EACCES') {
    return `Le port ${port} (${variable}) est réservé au système. Choisissez-en un autre : ${variable}=${(port % 1000) + 3000} npm start`;
  }
  return `Le port ${port} (${variable}) est déjà pris. Arrêtez ce qui l’occupe, ou choisissez-en un autre : ${variable}=${port + 100} npm start`;
}
