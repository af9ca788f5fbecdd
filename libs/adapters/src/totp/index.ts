export * from './otplib-totp-verifier.js';
