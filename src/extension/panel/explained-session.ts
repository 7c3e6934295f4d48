// A running session with what is said of it. A long one is explained anew only now and then, so that its frames still come at once.
import type { Explanation } from '../../core/explain/annotation.ts';
import type { WsSession } from '../../core/http/websocket.ts';

/** An explanation that takes longer, in milliseconds, is not made for every frame. */
const COSTLY = 20;

export class ExplainedSession {
  #session: WsSession;
  #explanation: Explanation;
  #cost: number;
  #at: number;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(session: WsSession, explain: () => Explanation) {
    this.#session = session;
    this.#explanation = explain();
    this.#cost = 0;
    this.#at = performance.now();
  }

  get session(): WsSession {
    return this.#session;
  }

  get explanation(): Explanation {
    return this.#explanation;
  }

  /** Takes the session as it is now; `again` is called when it has to be explained after all, because nothing came for a while. */
  update(session: WsSession, explain: () => Explanation, again: () => void): void {
    this.#session = session;
    clearTimeout(this.#again);
    const begun = performance.now();
    const wait = this.#cost < COSTLY ? 0 : this.#at + this.#cost * 10 - begun;
    if (session.state === 'open' && wait > 0) {
      this.#again = setTimeout(again, wait);
      return;
    }
    this.#explanation = explain();
    this.#at = performance.now();
    this.#cost = this.#at - begun;
  }

  dispose(): void {
    clearTimeout(this.#again);
  }
}
