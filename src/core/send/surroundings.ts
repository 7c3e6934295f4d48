// What is around every connection, of HTTP or of a WebSocket.
import type { Cookies } from './cookies/jar.ts';
import type { Around, Ways } from './ways.ts';

export interface Surroundings extends Around {
  /** No jar: no cookie is sent that the author has not written. */
  readonly cookies?: Cookies;
  /** Made of the rest where it is not shared. */
  readonly ways?: Ways;
}
