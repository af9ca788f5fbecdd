import { randomBytes } from 'node:crypto';
import { describe } from '@jest/globals';
import { authorityRegisterContract } from './authority-register.contract.js';
import { FakeAuthorityRegister } from './authority-register.fake.js';

describe('fake register of the authority', () => {
  authorityRegisterContract(async () => {
    const register = new FakeAuthorityRegister();
    const issuerId = randomBytes(32).toString('hex');
    return {
      register,
      reader: register,
      issuerId,
      reserve: async (serial) => register.reserve(issuerId, serial),
      abandon: async (serial, at) => register.markAbandoned(issuerId, serial, at),
    };
  });
});
