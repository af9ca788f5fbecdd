/** Doubles for the specs of other projects; production code never imports this door. */
export * from '../clock/clock.fake.js';
export * from '../mail/mailer.fake.js';
