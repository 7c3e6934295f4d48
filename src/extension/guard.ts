// The one guard around commands, providers and handlers: a bug is logged and answered with the fallback, and the rest goes on.
import type { LogOutputChannel } from 'vscode';

export class Guard {
  readonly #log: LogOutputChannel;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /** The function with every throw and rejection turned into `fallback`. */
  wrap<A extends readonly unknown[], R>(name: string, fallback: R, run: (...args: A) => R | Promise<R>): (...args: A) => Promise<R> {
    return async (...args) => {
      try {
        return await run(...args);
      } catch (error) {
        this.report(name, error);
        return fallback;
      }
    };
  }

  /** For answers that VS Code wants at once. */
  now<A extends readonly unknown[], R>(name: string, fallback: R, run: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      try {
        return run(...args);
      } catch (error) {
        this.report(name, error);
        return fallback;
      }
    };
  }

  report(name: string, error: unknown): void {
    this.#log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

/** A provider with every method under the guard; what fails answers nothing. Other properties stay as they are. */
export function guarded<P extends object>(guard: Guard, name: string, provider: P): P {
  return new Proxy(provider, {
    get: (target, property, receiver) => {
      const value: unknown = Reflect.get(target, property, receiver);
      if (typeof value !== 'function' || !String(property).startsWith('provide')) return value;
      return (...args: readonly unknown[]) => {
        try {
          const answer: unknown = Reflect.apply(value, target, args);
          return answer instanceof Promise ? answer.catch((error: unknown) => guard.report(name, error)) : answer;
        } catch (error) {
          guard.report(name, error);
          return undefined;
        }
      };
    },
  });
}
