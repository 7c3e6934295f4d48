// What runs of octets on the wire are: start line, fields, the empty line, chunks, content, surplus. A model of the message beside its octets.
import { field, requestLine, responseStatus, type Side, trailer } from '../../core/explain/anchor.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import type { H2Frame, HeaderLine, Http2Record } from '../../core/http/http2.ts';
import { secretsInField, secretsInUrl } from '../../core/http/secrets.ts';
import { type Range, range, shift } from '../../core/text/range.ts';
import type { Region, WireStructure } from '../../protocol/content-view.ts';
import { received, sent } from './octets.ts';

/** The octets of one direction, cut into what they are. */
export function structureOf(exchange: Exchange, direction: 'out' | 'in'): WireStructure {
  if (exchange.http2 !== undefined) return framesOf(exchange, exchange.http2, direction);
  const octets = direction === 'out' ? sent(exchange.wire.records) : received(exchange.wire.records);
  const full = direction === 'out' ? exchange.wire.sentLength : exchange.wire.receivedLength;
  const remark = remarkOf(exchange.wire, octets.length, full);
  const response = exchange.outcome.kind === 'response' ? exchange.outcome.response : exchange.outcome.partial;
  const chunked = direction === 'in' && response?.framing === 'chunked';
  const length =
    direction === 'in'
      ? response?.framing === 'none' || response?.framing === 'upgrade'
        ? 0
        : response?.framing === 'length'
          ? response.framedLength
          : undefined
      : undefined;
  const cut = new Cutter(octets, direction === 'out' ? 'request' : 'response').cut({ chunked, length });
  return { total: octets.length, ...cut, ...(remark !== undefined && { remark }) };
}

/** Of HTTP/2 the frames that are wholly in the capture. */
function framesOf({ wire }: Exchange, { frames, began }: Http2Record, direction: 'out' | 'in'): WireStructure {
  const octets = direction === 'out' ? sent(wire.records) : received(wire.records);
  const full = direction === 'out' ? wire.sentLength : wire.receivedLength;
  const remark = remarkOf(wire, octets.length, full);
  const regions = frames.flatMap((frame): readonly Region[] => {
    const start = frame.offset - began[direction];
    const end = start + frame.length + (frame.type < 0 ? 0 : 9);
    if (frame.direction !== direction || start < 0 || end > octets.length) return [];
    return [{ start, end, label: [frame.name, ...frame.flagNames].join(' '), kind: 'chunk' }];
  });
  const secrets = secretsInFrames(
    frames.filter((frame) => frame.direction === direction),
    began[direction],
  );
  return { total: octets.length, regions, secrets, ...(remark !== undefined && { remark }) };
}

/** Where the lines of secrets were compressed; all of a header block where they can't be told apart in it. */
function secretsInFrames(frames: readonly H2Frame[], began: number): readonly Range[] {
  const found: Range[] = [];
  let open: Range[] = [];
  for (const { content, offset, length } of frames) {
    if (content.kind !== 'headers' && content.kind !== 'continuation' && content.kind !== 'promise') continue;
    const payload = range(offset - began + 9, offset - began + 9 + length);
    open.push(payload);
    const { block } = content;
    if (block === undefined) continue;
    const single = open.length === 1 && content.kind === 'headers' && sumOf(block.lines) === block.octets && block.octets === length;
    if (block.lines.some(isSecret)) found.push(...(single ? secretLines(block.lines, payload.start) : open));
    open = [];
  }
  return found;
}

const sumOf = (lines: readonly HeaderLine[]): number => lines.reduce((sum, { octets }) => sum + octets, 0);

const isSecret = ({ name, value }: HeaderLine): boolean =>
  (name === ':path' ? secretsInUrl(value) : secretsInField(name, value)).length > 0;

function secretLines(lines: readonly HeaderLine[], start: number): readonly Range[] {
  let at = start;
  return lines.flatMap((line) => {
    const place = range(at, at + line.octets);
    at = place.end;
    return isSecret(line) ? [place] : [];
  });
}

function remarkOf(wire: Exchange['wire'], held: number, full: number): string | undefined {
  if (wire.truncated || held < full) return `the capture holds ${held} of ${full} octets`;
  return undefined;
}

interface Framing {
  readonly chunked: boolean;
  /** Octets of the content, `undefined` for all that follows. */
  readonly length: number | undefined;
}

class Cutter {
  readonly #octets: Uint8Array;
  readonly #side: Side;
  readonly #regions: Region[] = [];
  readonly #secrets: Range[] = [];
  #at = 0;

  constructor(octets: Uint8Array, side: Side) {
    this.#octets = octets;
    this.#side = side;
  }

  cut(framing: Framing): Pick<WireStructure, 'regions' | 'secrets'> {
    // 1xx responses come before the final one; each is a head of its own.
    let status = this.#head();
    while (
      this.#side === 'response' &&
      status !== undefined &&
      status >= 100 &&
      status < 200 &&
      status !== 101 &&
      this.#at < this.#octets.length
    )
      status = this.#head();
    if (framing.chunked) this.#chunks();
    else this.#content(framing.length);
    this.#push('surplus', this.#octets.length, 'octets after the message');
    return { regions: this.#regions, secrets: this.#secrets };
  }

  #head(): number | undefined {
    const first = this.#line();
    const status = /^HTTP\/\S+ (\d{3})/.exec(first)?.[1];
    if (status === undefined) this.#hide(secretsInUrl(first), this.#at);
    this.#push('line', this.#lineEnd(), first, this.#side === 'request' ? requestLine : responseStatus);
    this.#fields('field', (name) => field(this.#side, name), status !== undefined && /^1(?!01)/.test(status));
    return status === undefined ? undefined : Number(status);
  }

  #fields(kind: 'field' | 'trailer', anchorOf: (name: string) => string, interim = false): void {
    const seen = new Map<string, number>();
    while (this.#at < this.#octets.length) {
      const line = this.#line();
      if (line === '') {
        this.#push('break', this.#lineEnd(), 'empty line');
        return;
      }
      const name = line.slice(0, Math.max(0, line.indexOf(':')));
      const value = line.slice(name.length + 1).trimStart();
      this.#hide(secretsInField(name, value.trimEnd()), this.#at + line.length - value.length);
      const nth = seen.get(name.toLowerCase()) ?? 0;
      seen.set(name.toLowerCase(), nth + 1);
      this.#push(kind, this.#lineEnd(), line, name === '' || interim ? undefined : `${anchorOf(name)}#${nth}`);
    }
  }

  #hide(secrets: readonly Range[], from: number): void {
    this.#secrets.push(...secrets.map((secret) => shift(secret, from)));
  }

  #chunks(): void {
    for (let n = 1; this.#at < this.#octets.length; n++) {
      const line = this.#line();
      const size = Number.parseInt(line, 16);
      this.#push('chunk', this.#lineEnd(), Number.isNaN(size) ? line : `chunk ${n}: size ${line} = ${size}`);
      if (Number.isNaN(size)) return;
      if (size === 0) {
        this.#fields('trailer', trailer);
        return;
      }
      this.#push('content', Math.min(this.#octets.length, this.#at + size), `chunk ${n}: data`, `${this.#side}.body`);
      this.#push('break', Math.min(this.#octets.length, this.#at + 2), 'CRLF after the data');
    }
  }

  #content(length: number | undefined): void {
    const end = length === undefined ? this.#octets.length : Math.min(this.#octets.length, this.#at + length);
    this.#push('content', end, 'content', `${this.#side}.body`);
  }

  #push(kind: Region['kind'], end: number, label: string, line?: string): void {
    if (end <= this.#at) return;
    this.#regions.push({
      start: this.#at,
      end,
      label: label.length > 120 ? `${label.slice(0, 119)}…` : label,
      kind,
      ...(line !== undefined && { line }),
    });
    this.#at = end;
  }

  /** The text of the line here, without its ending. */
  #line(): string {
    const end = this.#lineEnd();
    return LATIN1.decode(this.#octets.subarray(this.#at, end)).replace(/\r?\n$/, '');
  }

  /** Just past the line's ending. */
  #lineEnd(): number {
    const lf = this.#octets.indexOf(10, this.#at);
    return lf < 0 ? this.#octets.length : lf + 1;
  }
}

const LATIN1 = new TextDecoder('latin1');
