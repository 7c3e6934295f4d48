// The practice server, in a bundle of its own.
export { startPlayground } from '../../playground/server.ts';
