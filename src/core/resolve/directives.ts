// What a block's directives say about sending (FORMAT.md "Directives").
import { DEFAULT_OPTIONS, type SendOptions } from '../http/request.ts';
import { type Block, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';

/** The last value of a directive; `true` without a value, `undefined` without the directive. */
export function directive(block: Block, tag: string): string | true | undefined {
  let found: string | true | undefined;
  for (const d of block.directives) if (textOf(block, d.tag) === tag) found = d.value ? textOf(block, d.value) : true;
  return found;
}

/** `put` puts values into the text of a directive, `# @proxy {{proxy}}`. */
export function optionsOf(block: Block, put: (value: Range) => string, base: SendOptions = DEFAULT_OPTIONS): SendOptions {
  const text = (tag: string): string | undefined => {
    const value = block.directives.findLast((d) => textOf(block, d.tag) === tag)?.value;
    return value && put(value);
  };
  return {
    ...base,
    redirect: directive(block, 'no-redirect') === undefined ? base.redirect : 'manual',
    cookieJar: directive(block, 'no-cookie-jar') === undefined && base.cookieJar,
    insecure: directive(block, 'insecure') !== undefined || base.insecure,
    readTimeout: durationOf(text('timeout')) ?? base.readTimeout,
    connectTimeout: durationOf(text('connection-timeout')) ?? base.connectTimeout,
    proxy: text('proxy') ?? base.proxy,
  };
}

/** `600 ms`, `2 m`, `30s`, `10` (seconds) in milliseconds; `undefined` when it is none of these. */
export function durationOf(text: string | undefined): number | undefined {
  const m = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(text?.trim() ?? '');
  if (!m) return undefined;
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[m[2] ?? 's'] ?? 1000;
  return Number(m[1]) * unit;
}
