// Entry point that the extension host calls; bundled with the tests into dist/test/index.cjs.
import Mocha from 'mocha';

/** Runs all suites of `test/extension`; rejects when one fails. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, color: false, reporter: process.env['MOCHA_REPORTER'] ?? 'spec' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  require('./suites.cjs');
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
