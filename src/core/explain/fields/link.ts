// Link (RFC 8288).
import { parameter, parseParameters } from '../../http/parameters.ts';
import { type Piece, split } from '../../http/token.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import { html, rfc } from '../spec.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field, type Remark } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

interface WebLink {
  readonly target: string;
  /** Relation types, lower case. */
  readonly relations: readonly string[];
  readonly piece: Piece;
}

const RELATIONS: Readonly<Record<string, string>> = {
  next: 'the following page',
  prev: 'the previous page',
  previous: 'the previous page',
  first: 'the first page',
  last: 'the last page',
  self: 'this resource',
  canonical: 'the preferred URL of this content',
  alternate: 'another form of this content',
  preload: 'something the page will need soon',
  modulepreload: 'a script module that the page will need soon',
  preconnect: 'a server to connect to early',
  'dns-prefetch': 'a name to look up early',
  prefetch: 'something a later page may need',
  stylesheet: 'a style sheet',
  icon: 'an icon',
  license: 'the licence',
  'successor-version': 'the version that replaces this one',
  'predecessor-version': 'the version before this one',
  'latest-version': 'the newest version',
  deprecation: 'documentation of the deprecation',
  sunset: 'documentation of the retirement',
  'blocked-by': 'who carries out the legal block',
  describedby: 'a description',
  'service-doc': 'documentation of the service',
  'service-desc': 'a machine-readable description of the service',
  collection: 'the collection it belongs to',
  item: 'a member of this collection',
  edit: 'the URL to edit it at',
  webmention: 'the endpoint for mentions',
  'http://www.w3.org/ns/json-ld#context': 'the JSON-LD context',
};

export const link: FieldRule = field({
  name: 'Link',
  specs: [rfc(8288, '3')],
  where: ['response', 'request', 'trailer'],
  shape: 'list',
  summary: say`Links from this resource to others, each with a relation type that says what the other one is to this one.`,
  values: { '</items?page=2>; rel="next"': 'the following page', '</style.css>; rel=preload; as=style': 'fetch early' },
  remarks: ['no-target', 'no-relation', 'preload-without-as'],
  read: (value) => {
    const pieces = split(value, ',', { angle: true });
    const bad = pieces.find((piece) => !/^<[^>]*>/.test(piece.text));
    return {
      parsed: pieces.filter((piece) => piece !== bad).map(readLink),
      remarks:
        bad === undefined
          ? []
          : [
              {
                id: 'no-target',
                level: 'warning',
                span: bad.range,
                title: say`${shownReference(bad.text, 30)} is not a link: the target stands in ${'< >'}`,
                detail: say`A link is written ${'</next>; rel="next"'}. Clients skip what does not begin with a target in angle brackets, or give up the field.`,
              },
            ],
    };
  },
  tell: (links, { subject }) =>
    links
      .slice(0, 12)
      .map((one, i) => ({ ...(i < 3 && { margin: true as const }), title: titleOf(one, subject.request?.url), span: one.piece.range })),
  check: (links) => [
    ...aimless(links),
    ...links
      .filter((one) => one.relations.length === 0)
      .slice(0, 1)
      .map(
        ({ piece, target }) =>
          ({
            id: 'no-relation',
            level: 'warning',
            span: piece.range,
            title: say`The link to ${shownReference(target, 30)} has no ${'rel'}: it says nothing`,
            detail: say`The relation type is what gives a link its meaning, and it is required. Add ${'; rel="…"'}.`,
            specs: [rfc(8288, '3.3')],
          }) as const,
      ),
  ],
});

/** HTML, "preload": the browser has to know what it fetches, for its priority and its policy. */
const aimless = (links: readonly WebLink[]): readonly Remark<'preload-without-as'>[] =>
  links
    .filter(({ relations, piece }) => relations.includes('preload') && !/;\s*as\s*=/i.test(piece.text))
    .slice(0, 1)
    .map(({ piece, target }) => ({
      id: 'preload-without-as',
      level: 'warning',
      span: piece.range,
      basis: 'browser',
      title: say`${'preload'} of ${shownReference(target, 30)} without ${'as'}: browsers ignore it`,
      detail: say`A browser fetches ahead only when it knows what for: add ${'as=script'}, ${'as=style'}, ${'as=font'} and so on, or use ${'prefetch'}.`,
      specs: [html('links.html#link-type-preload')],
    }));

function readLink(piece: Piece): WebLink {
  const end = piece.text.indexOf('>');
  const relation = parameter(parseParameters(piece.text.slice(end + 1)), 'rel')?.value ?? '';
  return { target: piece.text.slice(1, end), relations: relation.toLowerCase().split(/\s+/).filter(Boolean), piece };
}

function titleOf({ target, relations }: WebLink, base: string | undefined): Prose {
  const words = relations.map((r) => RELATIONS[r]).find((w) => w !== undefined);
  const rel = relations.join(' ');
  const what = words === undefined ? say`relation ${shown(rel === '' ? 'none' : rel, 24)}` : say`${shown(rel, 20)} (${text(words)})`;
  return join([what, say`: ${shownReference(shortened(target, base), 36)}`], '');
}

/** Without the origin where that is the request's own. */
function shortened(target: string, base: string | undefined): string {
  const origin = URL.parse(base ?? '')?.origin;
  return origin !== undefined && target.startsWith(`${origin}/`) ? target.slice(origin.length) : target;
}
