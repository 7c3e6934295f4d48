// Everything that opens sockets (undici, ws). A bundle of its own, loaded at the first send.

export { signed } from '../../core/send/aws.ts';
export { createNetwork } from '../../core/send/network.ts';
