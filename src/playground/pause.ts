// Waiting that ends when the other side goes.
import type { EventEmitter } from 'node:events';

/** `true` after `ms` milliseconds, `false` at once when `peer` closes before. */
export const pause = (peer: EventEmitter & { readonly destroyed: boolean }, ms: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (peer.destroyed) {
      resolve(false);
      return;
    }
    const gone = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      peer.off('close', gone);
      resolve(true);
    }, ms);
    peer.once('close', gone);
  });
