import { readFileSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './root.mjs';

/** Whether a version satisfies `>=major.minor`, the only form that package.json uses. */
export function isAtLeast(version, requirement) {
  const numbers = (text) =>
    text
      .replace(/^[^\d]*/, '')
      .split('.')
      .map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [wantedMajor = 0, wantedMinor = 0] = numbers(requirement);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Refuses a Node that is too old before anything else can fail in a less clear way. */
export function requireNode(version = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  if (isAtLeast(version, engines.node)) return;
  throw new Failure(
    `Node ${version} est trop ancien : il faut ${engines.node}. Installez Node 22 ou 24 (https://nodejs.org, ou « nvm install 24 »), puis relancez.`,
  );
}
