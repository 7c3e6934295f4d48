// The registered fields that have no rule of their own (IANA "HTTP Field Name Registry"), each in one sentence: their values are
// too rare or too private to be read. The fields with a rule are in index.ts; no name stands in both.
import { type Prose, text } from '../../text/prose.ts';
import type { SpecReference } from '../annotation.ts';
import { document, html, rfc } from '../spec.ts';
import type { Standing } from './engine/rule.ts';

export interface Registered {
  readonly name: string;
  readonly summary: Prose;
  readonly specs: readonly SpecReference[];
  readonly standing: Standing;
  /** The value is a credential. */
  readonly secret: boolean;
}

type Row = readonly [name: string, standing: Standing, spec: SpecReference | undefined, summary: string];

const registrations = rfc(4229, '');
const negotiation = rfc(2295, '');
const extension = rfc(2774, '');
const odata = document('OData 4.01', 'Protocol', 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html');
const repeatable = document(
  'Repeatable Requests',
  '',
  'https://docs.oasis-open.org/odata/repeatable-requests/v1.0/repeatable-requests-v1.0.html',
);
const pep = document('PEP', '', 'https://www.w3.org/TR/WD-http-pep');
const oldAccess = document('Access Control draft of 2007', '', 'https://www.w3.org/TR/2007/WD-access-control-20071126/');
const ops = document('OPS', '', 'https://www.w3.org/TR/NOTE-OPS-OverHTTP');
const protocols = document('PICS', '', 'https://www.w3.org/TR/REC-PICS-labels');
const jepi = document('UPP', '', 'https://www.w3.org/TR/NOTE-jepi');
const html4 = document('HTML 4.01', '', 'https://www.w3.org/TR/html401/');
const cmcd = document('CTA-5004', '', 'https://cdn.cta.tech/cta/media/media/resources/standards/pdfs/cta-5004-final.pdf');
const cmsd = document('CTA-5006', '', 'https://cdn.cta.tech/cta/media/media/resources/standards/pdfs/cta-5006-final.pdf');
const hints = document('UA Client Hints', '', 'https://wicg.github.io/ua-client-hints/');
const storage = document('Storage Access Headers', '', 'https://privacycg.github.io/storage-access-headers/');
const mobile = document('Content Transformation Guidelines', '', 'https://www.w3.org/TR/ct-guidelines/');
/** Known by use alone: no document defines it. */
const practice = undefined;

const ROWS: readonly Row[] = [
  [
    'A-IM',
    'permanent',
    rfc(3229, '10.5.3'),
    'The instance manipulations, such as deltas, that the client takes instead of the whole content.',
  ],
  ['Accept-Additions', 'permanent', rfc(2324, '2.2.2.1'), 'What to put into the coffee, in the joke protocol for coffee pots.'],
  ['Accept-Datetime', 'permanent', rfc(7089, '2.1.1'), 'Asks for the resource as it was at that time (Memento).'],
  ['Accept-Features', 'permanent', negotiation, 'Features of the client for transparent negotiation, which never came into use.'],
  ['Accept-Signature', 'permanent', rfc(9421, '5.1'), 'Asks the other side to sign its message, and says what the signature should cover.'],
  ['Access-Control', 'obsolete', oldAccess, 'An early draft of what became CORS.'],
  ['Activate-Storage-Access', 'provisional', storage, 'Lets an embedded site use its cookies after the person agreed to it before.'],
  ['ALPN', 'permanent', rfc(7639, '2'), 'In CONNECT, the protocols that the client means to speak inside of the tunnel.'],
  ['Alternates', 'permanent', negotiation, 'A list of the variants of a resource, for transparent negotiation.'],
  [
    'AMP-Cache-Transform',
    'provisional',
    document('AMP', '', 'https://github.com/ampproject/amphtml/blob/main/docs/spec/amp-cache-transform.md'),
    'Asks for a page in the form that an AMP cache can serve.',
  ],
  [
    'Apply-To-Redirect-Ref',
    'permanent',
    rfc(4437, '12.2'),
    'WebDAV: whether a method is meant for the redirect resource itself or for its target.',
  ],
  ['Authentication-Control', 'permanent', rfc(8053, '4'), 'How a browser should show and end an interactive authentication.'],
  ['Available-Dictionary', 'permanent', rfc(9842, '2.2'), 'The hash of a dictionary that the client has and the server may compress with.'],
  ['C-Ext', 'obsolete', extension, 'Acknowledges a mandatory extension for one hop, in an experiment of 2000.'],
  ['C-Man', 'obsolete', extension, 'Declares a mandatory extension for one hop, in an experiment of 2000.'],
  ['C-Opt', 'obsolete', extension, 'Declares an optional extension for one hop, in an experiment of 2000.'],
  ['C-PEP', 'obsolete', pep, 'Declares a protocol extension for one hop, in an experiment of 1997.'],
  ['C-PEP-Info', 'deprecated', pep, 'Informs about protocol extensions for one hop, in an experiment of 1997.'],
  ['Cal-Managed-ID', 'permanent', rfc(8607, '5.1'), 'CalDAV: the identifier that the server gave to an attachment.'],
  [
    'CalDAV-Timezones',
    'permanent',
    rfc(7809, '7.1'),
    'CalDAV: whether the client wants time zone definitions inside of the calendar data.',
  ],
  ['Cert-Not-After', 'permanent', rfc(8739, '3.3'), 'When the short-lived certificate in the response ends.'],
  ['Cert-Not-Before', 'permanent', rfc(8739, '3.3'), 'When the short-lived certificate in the response begins to be valid.'],
  ['Client-Cert', 'permanent', rfc(9440, '2.2'), "The client's certificate, passed on by the proxy that ended the TLS connection."],
  ['Client-Cert-Chain', 'permanent', rfc(9440, '2.3'), "The certificates above the client's own, passed on by a proxy."],
  ['Close', 'permanent', rfc(9112, '9.6'), 'A reserved name, so that no field is confused with the connection option close.'],
  ['CMCD-Object', 'provisional', cmcd, 'What a media player says of the piece that it asks for: bitrate, duration, kind.'],
  ['CMCD-Request', 'provisional', cmcd, 'What a media player says of this request: buffer length, deadline, throughput.'],
  ['CMCD-Session', 'provisional', cmcd, 'What a media player says of the whole session.'],
  ['CMCD-Status', 'provisional', cmcd, 'What a media player says of its state: starved buffer, wanted bitrate.'],
  ['CMSD-Dynamic', 'provisional', cmsd, 'What media servers add on the way: load, distance, throughput.'],
  ['CMSD-Static', 'provisional', cmsd, 'What a media server says of the piece that it sends.'],
  ['Compliance', 'provisional', registrations, 'A proposal of 1996 to tell which options of HTTP an implementation supports.'],
  [
    'Concealed-Auth-Export',
    'permanent',
    rfc(9729, ''),
    'Hands the facts of a concealed authentication from a front server to the one behind it.',
  ],
  [
    'Configuration-Context',
    'provisional',
    document('OSLC Configuration Management', '', 'https://docs.oasis-open-projects.org/oslc-op/config/v1.0/config-resources.html'),
    'OSLC: the configuration in which versioned resources are to be looked up.',
  ],
  ['Content-Base', 'obsolete', rfc(2068, '14.11'), 'The base for relative URLs in the content; HTML has an element for it.'],
  ['Content-ID', 'deprecated', registrations, 'An identifier of the content, taken over from mail.'],
  ['Content-Script-Type', 'obsolete', html4, "The language of a page's inline scripts."],
  ['Content-Style-Type', 'obsolete', html4, "The language of a page's inline styles."],
  [
    'Content-Transfer-Encoding',
    'provisional',
    rfc(2045, '6'),
    'How mail makes content fit for seven bits; HTTP carries octets and does not use it.',
  ],
  [
    'Content-Version',
    'obsolete',
    rfc(2068, '19.6.2.2'),
    'The version of a resource, for version control over HTTP as it was thought of in 1997.',
  ],
  ['Cookie2', 'obsolete', rfc(6265, '9.3'), 'Said that the client knew a newer kind of cookies, which never came into use.'],
  ['Cost', 'provisional', registrations, 'What looking at the resource costs, in an early draft of HTTP.'],
  [
    'Cross-Origin-Embedder-Policy-Report-Only',
    'permanent',
    html('browsers.html#coep'),
    'Tries out an embedder policy: violations are reported, nothing is blocked.',
  ],
  [
    'Cross-Origin-Opener-Policy-Report-Only',
    'permanent',
    html('browsers.html#cross-origin-opener-policies'),
    'Tries out an opener policy: what would be cut off is reported.',
  ],
  [
    'CTA-Common-Access-Token',
    'provisional',
    document('CTA-5007', '', 'https://shop.cta.tech/products/cta-5007'),
    'A token that lets a client fetch media from several delivery networks.',
  ],
  ['DASL', 'permanent', rfc(5323, '3.2'), 'WebDAV: the query languages that SEARCH takes here.'],
  ['Default-Style', 'obsolete', html4, 'The name of the style sheet that a page prefers.'],
  ['Delta-Base', 'permanent', rfc(3229, '10.5.1'), 'The entity tag of the version to which the delta in the content applies.'],
  ['Derived-From', 'obsolete', rfc(2068, '19.6.2.3'), 'The version from which the sent one was made.'],
  ['Dictionary-ID', 'permanent', rfc(9842, '2.3'), "The server's own name for a compression dictionary that the client has."],
  ['Differential-ID', 'deprecated', registrations, 'An identifier of a difference, in a protocol for distributing files.'],
  ['EDIINT-Features', 'provisional', rfc(6017, ''), 'The features of electronic data interchange that the sender supports.'],
  ['Ext', 'obsolete', extension, 'Acknowledges a mandatory extension, in an experiment of 2000.'],
  ['GetProfile', 'obsolete', ops, 'Asked for parts of a personal profile.'],
  ['Hobareg', 'permanent', rfc(7486, '6.1.1'), 'Whether the registration of a key for HOBA authentication is done.'],
  ['If', 'permanent', rfc(4918, '10.4'), 'WebDAV: lock tokens and entity tags, one of which must hold for the request to be carried out.'],
  ['If-Schedule-Tag-Match', 'permanent', rfc(6638, '8.3'), 'CalDAV: do it only if the scheduling object is still in this state.'],
  ['IM', 'permanent', rfc(3229, '10.5.2'), 'The instance manipulations that were applied to the content.'],
  ['Include-Referred-Token-Binding-ID', 'permanent', rfc(8473, ''), 'Asks the client to reveal its token binding with another server.'],
  [
    'Incremental',
    'common',
    document('Incremental draft', '', 'https://datatracker.ietf.org/doc/draft-ietf-httpbis-incremental/'),
    'Asks proxies to pass the content on piece by piece instead of collecting it.',
  ],
  ['Isolation', 'provisional', odata, 'OData: read one consistent snapshot over several requests.'],
  ['Label', 'permanent', rfc(3253, '8.3'), 'WebDAV versioning: the labelled version that the request is about.'],
  ['Link-Template', 'permanent', rfc(9652, '2'), 'Links whose target is a template with variables.'],
  ['Man', 'obsolete', extension, 'Declares a mandatory extension, in an experiment of 2000; UPnP still uses it.'],
  ['Memento-Datetime', 'permanent', rfc(7089, '2.1.1'), 'The time at which the archived content was in this state.'],
  ['Message-ID', 'provisional', registrations, 'An identifier of the message, taken over from mail.'],
  ['Meter', 'permanent', rfc(2227, ''), 'Lets caches report how often they used a stored response.'],
  ['Method-Check', 'obsolete', oldAccess, 'The preflight of an early draft of CORS.'],
  ['Method-Check-Expires', 'obsolete', oldAccess, 'How long an early draft of CORS let a preflight be remembered.'],
  ['Negotiate', 'permanent', negotiation, 'How the client wants transparent negotiation to be done.'],
  ['Non-Compliance', 'provisional', registrations, 'A proposal of 1996 to tell which options a proxy does not support.'],
  ['OData-EntityId', 'permanent', odata, 'OData: the identifier of the entity that was created or changed.'],
  ['OData-Isolation', 'permanent', odata, 'OData: read one consistent snapshot over several requests.'],
  ['OData-MaxVersion', 'permanent', odata, 'OData: the highest version of the protocol that the client understands.'],
  ['OData-Version', 'permanent', odata, 'OData: the version of the protocol by which the content is made.'],
  ['Opt', 'obsolete', extension, 'Declares an optional extension, in an experiment of 2000.'],
  ['Optional', 'provisional', registrations, 'A proposal of 1996 for options that a recipient may ignore.'],
  ['Optional-WWW-Authenticate', 'permanent', rfc(8053, '3'), 'A challenge in a successful response: signing in would show more.'],
  ['Ordering-Type', 'permanent', rfc(3648, ''), 'WebDAV: how the members of a new collection are ordered.'],
  ['OSCORE', 'permanent', rfc(8613, '11.1'), 'Says that the content is protected by OSCORE, on its way to a constrained device.'],
  [
    'OSLC-Core-Version',
    'permanent',
    document('OSLC Core', '', 'https://docs.oasis-open-projects.org/oslc-op/core/v3.0/oslc-core.html'),
    'OSLC: the version of the specification in use.',
  ],
  [
    'P3P',
    'obsolete',
    document('P3P', '', 'https://www.w3.org/TR/P3P/'),
    "The site's privacy policy in a form for programs; browsers have dropped it.",
  ],
  ['PEP', 'obsolete', pep, 'Declares a protocol extension, in an experiment of 1997.'],
  ['Pep-Info', 'obsolete', pep, 'Informs about protocol extensions, in an experiment of 1997.'],
  ['PICS-Label', 'obsolete', protocols, 'A rating of the content, for filters.'],
  ['Ping-From', 'permanent', html('links.html#hyperlink-auditing'), 'In the report of a followed link, the page with the link.'],
  ['Ping-To', 'permanent', html('links.html#hyperlink-auditing'), "In the report of a followed link, the link's target."],
  ['Position', 'permanent', rfc(3648, ''), 'WebDAV: where in an ordered collection the member goes.'],
  ['ProfileObject', 'obsolete', ops, 'Carried parts of a personal profile.'],
  ['Protocol', 'obsolete', protocols, 'The protocol that a response follows, for ratings.'],
  ['Protocol-Info', 'deprecated', jepi, 'Terms of payment protocols, in an experiment of 1997.'],
  ['Protocol-Query', 'deprecated', jepi, 'Asks for payment protocols, in an experiment of 1997.'],
  ['Protocol-Request', 'obsolete', protocols, 'Asks for ratings of the content along with it.'],
  ['Proxy-Authentication-Info', 'permanent', rfc(9110, '11.7.3'), 'What the proxy adds after a successful authentication.'],
  [
    'Proxy-Features',
    'obsolete',
    document('Proxy notification', '', 'https://www.w3.org/TR/WD-proxy'),
    'Features of a proxy, in a proposal of 1997.',
  ],
  [
    'Proxy-Instruction',
    'obsolete',
    document('Proxy notification', '', 'https://www.w3.org/TR/WD-proxy'),
    'Instructions for a proxy, in a proposal of 1997.',
  ],
  ['Public', 'obsolete', rfc(2068, '14.35'), 'The methods that the whole server supports.'],
  ['Public-Key-Pins-Report-Only', 'permanent', rfc(7469, '2.1'), 'Key pinning to be tried out; browsers have removed it.'],
  ['Redirect-Ref', 'permanent', rfc(4437, '12.1'), 'WebDAV: the target of a redirect resource, as it is stored.'],
  ['Referer-Root', 'obsolete', oldAccess, 'What became Origin, in an early draft of CORS.'],
  ['Repeatability-Client-ID', 'provisional', repeatable, 'The client to which a repeatable request belongs.'],
  ['Repeatability-First-Sent', 'provisional', repeatable, 'When a repeatable request was sent for the first time.'],
  ['Repeatability-Request-ID', 'provisional', repeatable, 'Identifies a request, so that a repetition does not act twice.'],
  ['Repeatability-Result', 'provisional', repeatable, 'Whether the server accepted the request as a repeatable one.'],
  ['Replay-Nonce', 'permanent', rfc(8555, '6.5.1'), 'ACME: the value that the next signed request must contain.'],
  ['Resolution-Hint', 'provisional', registrations, 'A hint for resolving a name, in a proposal of the nineties.'],
  ['Resolver-Location', 'provisional', registrations, 'Where a name can be resolved, in a proposal of the nineties.'],
  ['Safe', 'obsolete', rfc(2310, ''), 'Said that a POST may be repeated safely; QUERY is the method for that.'],
  ['Schedule-Reply', 'permanent', rfc(6638, '8.1'), 'CalDAV: whether deleting an invitation sends a refusal.'],
  ['Schedule-Tag', 'permanent', rfc(6638, '8.2'), 'CalDAV: changes only when something that matters for scheduling changes.'],
  ['Sec-Fetch-Storage-Access', 'provisional', storage, 'Whether an embedded request can use its cookies, or could after activation.'],
  [
    'Sec-Purpose',
    'permanent',
    document('Fetch', 'sec-purpose-header', 'https://fetch.spec.whatwg.org/#sec-purpose-header'),
    'Why the browser asks, apart from immediate use: prefetch.',
  ],
  ['Sec-Token-Binding', 'permanent', rfc(8473, '2'), 'A proof that binds tokens to the TLS connection; browsers have removed it.'],
  ['Security-Scheme', 'obsolete', rfc(2660, ''), 'The version of Secure HTTP, a rival of HTTPS in the nineties.'],
  ['Set-Cookie2', 'obsolete', rfc(6265, '9.4'), 'Set a newer kind of cookies, which never came into use.'],
  ['SetProfile', 'obsolete', ops, 'Changed parts of a personal profile.'],
  ['SLUG', 'permanent', rfc(5023, '9.7'), 'What the client would like the URL of a new member to be made from.'],
  ['Status-URI', 'permanent', registrations, 'WebDAV: where to look for the state of a long operation.'],
  ['SubOK', 'provisional', registrations, 'Allows a cache to answer with the same content from another URL.'],
  ['Subst', 'provisional', registrations, 'Says that a cache answered with the same content from another URL.'],
  [
    'Surrogate-Capability',
    'permanent',
    document('Edge Architecture', '2.1', 'https://www.w3.org/TR/edge-arch/'),
    'What the surrogate in front of the server can do, edge side includes for example.',
  ],
  ['TCN', 'permanent', negotiation, 'How the response came out of transparent negotiation.'],
  ['Title', 'provisional', registrations, 'A title of the content, in early drafts of HTTP.'],
  ['Topic', 'permanent', rfc(8030, '5.4'), 'Web push: a newer message of the same topic replaces this one.'],
  ['TTL', 'permanent', rfc(8030, '5.2'), 'Web push: for how many seconds the message may wait for the device.'],
  ['UA-Color', 'provisional', registrations, "The colours of the client's screen, in a proposal of the nineties."],
  ['UA-Media', 'provisional', registrations, 'The medium on which the client shows content, in a proposal of the nineties.'],
  ['UA-Pixels', 'provisional', registrations, "The size of the client's screen, in a proposal of the nineties."],
  ['UA-Resolution', 'provisional', registrations, "The resolution of the client's screen, in a proposal of the nineties."],
  ['UA-Windowpixels', 'provisional', registrations, "The size of the client's window, in a proposal of the nineties."],
  ['Urgency', 'permanent', rfc(8030, '5.3'), 'Web push: how important it is to wake the device for the message.'],
  ['URI', 'obsolete', registrations, 'Other names of the resource; Location and Link took its place.'],
  ['Use-As-Dictionary', 'permanent', rfc(9842, '2.1'), 'Lets the client keep this response as a dictionary for compressing later ones.'],
  ['Variant-Vary', 'permanent', negotiation, 'On what the chosen variant depends, in transparent negotiation.'],
  ['Version', 'provisional', registrations, 'A version of the resource, in early drafts of HTTP.'],
  ['Want-Digest', 'obsolete', rfc(9530, '1.3'), 'Asked for Digest; Want-Content-Digest and Want-Repr-Digest took its place.'],
  ['X-Device-Accept', 'provisional', mobile, "The phone's own Accept, kept by a proxy that changed it."],
  ['X-Device-Accept-Charset', 'provisional', mobile, "The phone's own Accept-Charset, kept by a proxy that changed it."],
  ['X-Device-Accept-Encoding', 'provisional', mobile, "The phone's own Accept-Encoding, kept by a proxy that changed it."],
  ['X-Device-Accept-Language', 'provisional', mobile, "The phone's own Accept-Language, kept by a proxy that changed it."],
  ['X-Device-User-Agent', 'provisional', mobile, "The phone's own User-Agent, kept by a proxy that changed it."],
  // Fields that are registered nowhere and still met every day.
  ['Content-DPR', 'deprecated', practice, 'The pixel ratio of the image that was sent; browsers have dropped it.'],
  ['Device-Memory', 'common', practice, "About how much memory the client's device has, in GiB."],
  ['Downlink', 'common', practice, "About how fast the client's connection is, in Mbit/s."],
  ['DPR', 'deprecated', practice, "The pixel ratio of the client's screen; Sec-CH-DPR took its place."],
  ['ECT', 'common', practice, "The client's connection in words: slow-2g, 2g, 3g, 4g."],
  ['Feature-Policy', 'deprecated', practice, 'The forerunner of Permissions-Policy, with another syntax.'],
  ['Front-End-Https', 'common', practice, 'Said by a proxy of Microsoft: the client came by HTTPS.'],
  ['Observe-Browsing-Topics', 'common', practice, 'Lets an advertiser note the topics of this visit.'],
  ['Purpose', 'common', practice, 'Why an older browser asks, apart from immediate use: prefetch.'],
  ['RTT', 'common', practice, "About how long a round trip takes on the client's connection, in milliseconds."],
  ['Sec-CH-Prefers-Color-Scheme', 'common', hints, 'Whether the person prefers light or dark pages.'],
  ['Sec-CH-Prefers-Reduced-Motion', 'common', hints, 'Whether the person prefers little movement on pages.'],
  ['Sec-CH-UA-Arch', 'common', hints, 'The kind of processor under the browser.'],
  ['Sec-CH-UA-Bitness', 'common', hints, 'Whether that processor has 32 or 64 bits.'],
  ['Sec-CH-UA-Full-Version-List', 'common', hints, "The browser's brands with their full versions."],
  ['Sec-CH-UA-Model', 'common', hints, 'The model of the device.'],
  ['Sec-CH-UA-Platform-Version', 'common', hints, 'The version of the operating system.'],
  ['Service-Worker', 'common', practice, 'Says that the browser fetches the script of a service worker.'],
  ['Service-Worker-Allowed', 'common', practice, 'Up to which path a service worker may be in charge.'],
  ['Service-Worker-Navigation-Preload', 'common', practice, 'The browser fetches the page while the service worker starts.'],
  ['Speculation-Rules', 'common', practice, 'Where the rules are by which the browser fetches pages ahead.'],
  ['Supports-Loading-Mode', 'common', practice, 'Ways of loading that the page agrees to, such as prerendering across origins.'],
  ['Tk', 'deprecated', practice, 'How the site tracks, as an answer to DNT.'],
  ['Viewport-Width', 'deprecated', practice, "The width of the client's window; Sec-CH-Viewport-Width took its place."],
  ['Width', 'deprecated', practice, 'The width at which an image is wanted.'],
  ['X-Amz-Cf-Pop', 'common', practice, 'The place of the CloudFront node that answered.'],
  ['X-Amz-Date', 'common', practice, 'The time of a request signed for Amazon Web Services.'],
  ['X-Amz-Id-2', 'common', practice, 'A second identifier of a request to Amazon S3, for support.'],
  ['X-Amz-Request-Id', 'common', practice, 'The identifier of a request to Amazon S3.'],
  ['X-Amz-Security-Token', 'common', practice, 'The session token of temporary Amazon credentials; a secret.'],
  ['X-Amzn-Trace-Id', 'common', practice, "Ties the request to a trace of Amazon's load balancers."],
  ['X-AspNetMvc-Version', 'common', practice, 'The version of ASP.NET MVC behind the server; no client needs it.'],
  ['X-Auth-Token', 'common', practice, 'A token that some APIs take instead of Authorization; a secret.'],
  ['X-B3-SpanId', 'common', practice, 'Zipkin: the step of the trace to which the request belongs.'],
  ['X-B3-TraceId', 'common', practice, 'Zipkin: the trace to which the request belongs.'],
  ['X-Backend-Server', 'common', practice, 'The machine behind the load balancer that answered.'],
  ['X-Client-IP', 'common', practice, "The client's address as a proxy saw it."],
  ['X-Cloud-Trace-Context', 'common', practice, 'Google Cloud: the trace to which the request belongs.'],
  ['X-Content-Duration', 'common', practice, 'The length of a sound or a film in seconds.'],
  ['X-Cluster-Client-IP', 'common', practice, "The client's address as a load balancer saw it."],
  ['X-Download-Options', 'common', practice, 'Told the Internet Explorer not to open a download in the context of the site.'],
  ['X-Envoy-Upstream-Service-Time', 'common', practice, 'How many milliseconds the service behind an Envoy proxy took.'],
  ['X-Firefox-Spdy', 'obsolete', practice, 'Added by old Firefox to show that HTTP/2 was in use.'],
  ['X-Forwarded-Port', 'common', practice, 'The port to which the client connected at the proxy.'],
  ['X-Forwarded-Prefix', 'common', practice, 'The beginning of the path that a proxy cut off.'],
  ['X-Forwarded-Server', 'common', practice, 'The name of the proxy that passed the request on.'],
  ['X-Generator', 'common', practice, 'The software that made the page.'],
  ['X-GitHub-Media-Type', 'common', practice, 'GitHub: the version and format of the answer.'],
  ['X-GitHub-Request-Id', 'common', practice, 'The identifier of a request to GitHub, for support.'],
  ['X-HTTP-Method', 'common', practice, 'An older name for X-HTTP-Method-Override.'],
  ['X-Hub-Signature-256', 'common', practice, 'A keyed hash over the content of a webhook, by which the receiver can check the sender.'],
  ['X-Method-Override', 'common', practice, 'Another name for X-HTTP-Method-Override.'],
  ['X-Original-URL', 'common', practice, 'The URL before a rewriting front server changed it.'],
  ['X-Pingback', 'common', practice, 'Where a blog wants to be told of links to it.'],
  ['X-Proxy-Cache', 'common', practice, "Whether a proxy's cache had the response."],
  ['X-Rate-Limit-Limit', 'common', practice, 'How many requests the client may make in one window.'],
  ['X-Redirect-By', 'common', practice, 'The software that decided on the redirect.'],
  ['X-Request-Start', 'common', practice, 'When the front server got the request, to measure waiting in its queue.'],
  ['X-Runtime', 'common', practice, 'How many seconds the application took, by its own account.'],
  ['X-Timer', 'common', practice, 'Fastly: when the request began and how long it took.'],
  ['X-Total-Count', 'common', practice, 'How many members the whole collection has, of which this is a page.'],
  ['X-Trace-Id', 'common', practice, 'An identifier by which the request can be found in a tracing system.'],
  ['X-UA-Compatible', 'obsolete', practice, 'Told the Internet Explorer as which of its versions to behave.'],
  ['X-Varnish', 'common', practice, 'Numbers that Varnish gave to this request, and to the one that filled the cache.'],
  ['X-WebKit-CSP', 'obsolete', practice, 'A forerunner of Content-Security-Policy in old Safari and Chrome.'],
  ['X-Content-Security-Policy', 'obsolete', practice, 'A forerunner of Content-Security-Policy in old Firefox.'],
  ['X-XSRF-Token', 'common', practice, "The value of the XSRF cookie, sent back by the site's own script; a secret."],
];

const SECRETS: ReadonlySet<string> = new Set([
  'Cookie2',
  'X-Amz-Security-Token',
  'X-Auth-Token',
  'X-XSRF-Token',
  'Sec-Token-Binding',
  'CTA-Common-Access-Token',
]);

const BY_NAME: ReadonlyMap<string, Registered> = new Map(
  ROWS.map(([name, standing, spec, summary]) => [
    name.toLowerCase(),
    { name, standing, specs: spec === undefined ? [] : [spec], summary: [text(summary)], secret: SECRETS.has(name) },
  ]),
);

/** The entry of a field, its name in any case. */
export const registered = (name: string): Registered | undefined => BY_NAME.get(name.toLowerCase());

/** In the case in which they are registered. */
export const registeredNames = (): readonly string[] => ROWS.map(([name]) => name);
