import type { ConsoleAddresses } from '@mandataire/application/mail';

/** Pages of the console below its public address, behind `#`. */
export const consoleAddresses = (publicUrl: string): ConsoleAddresses => ({
  console: (path) => `${publicUrl}/#${path}`,
});
