// Requests that never left: URLs that do not parse, fields that may not be sent, rules of the Fetch API.
import { join, type Prose, say, text } from '../../text/prose.ts';
import { escaped, octetCount } from '../shown.ts';
import { fetchStandard, rfc } from '../spec.ts';
import { plural } from '../words.ts';
import { blockedPort } from './blocked-ports.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';
import { urlFault } from './url-fault.ts';

const entry = entriesOf('request');

export const REQUESTS: readonly FailureEntry[] = [
  entry(
    'ERR_INVALID_URL',
    'The URL cannot be parsed',
    'A part of the URL is malformed: a bracket that is not closed, a port above 65535, an empty host, a variable that was not replaced.',
    'Correct the part that is named.',
    {
      match: /^(?:Invalid URL|Failed to parse URL|Only absolute URLs are supported)/i,
      specs: [rfc(3986, '3')],
      tell: invalidUrl,
    },
  ),
  entry(
    'ERR_INVALID_PROTOCOL',
    'The scheme is not supported',
    'This client sends http, https, ws and wss only.',
    'Correct the scheme of the URL.',
    {
      match: /^(?:unknown scheme|Protocol ".*" not supported|URL scheme)/i,
      specs: [rfc(9110, '4.2')],
      tell: (facts) => ({ ...(facts.url !== undefined && { title: say`The scheme ${facts.url.protocol} is not supported here` }) }),
    },
  ),
  entry(
    'ERR_INVALID_HTTP_TOKEN',
    'A field name or method has an illegal character',
    'Names of fields and methods are tokens: letters, digits and a few signs; no spaces, no colons, no brackets.',
    'Remove the character that is named; a blank line may be missing before the body.',
    {
      match: /must be a valid HTTP token|is an invalid header name|invalid request method/i,
      specs: [rfc(9110, '5.6.2')],
      tell: badName,
    },
  ),
  entry(
    'ERR_INVALID_CHAR',
    'A field value has a character that may not be sent',
    'The value holds a line break, another control character, or a character outside Latin-1. Line breaks would allow to inject fields.',
    'Remove the character or encode it (percent-encoding, or RFC 8187 in parameters).',
    {
      match: /^Invalid character in header content|is an invalid header value|Cannot convert argument to a ByteString/i,
      specs: [rfc(9110, '5.5'), rfc(8187, '3.2')],
      tell: badValue,
    },
  ),
  entry(
    'ERR_HTTP_INVALID_HEADER_VALUE',
    'A field has no value',
    'The value of a field is undefined: a variable has none.',
    'Give the variable a value, or leave the field out.',
    { tell: noValue },
  ),
  entry(
    'ERR_UNESCAPED_CHARACTERS',
    'The path has a character that must be encoded',
    'The request target holds a space or a character outside ASCII.',
    'Percent-encode it: a space is %20.',
    { specs: [rfc(3986, '2.1'), rfc(9112, '3.2')] },
  ),
  entry('ERR_SOCKET_BAD_PORT', 'The port is out of range', 'A port is a 16-bit number, from 0 to 65535.', 'Correct the port.', {
    specs: [rfc(9293, '3.1')],
  }),
  entry(
    'UND_ERR_INVALID_ARG',
    'An option or field is invalid',
    'The library that sends refused a part of the request.',
    'Read the message: it names the part.',
    {
      tell: ({ message }) => ({ ...(message !== '' && { title: say`Not sendable: ${escaped(message, 70)}` }) }),
    },
  ),
  entry(
    'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
    'Your Content-Length does not fit the body',
    'The Content-Length that was written by hand is not the number of octets (bytes) of the body.',
    'Remove the field: it is computed and added automatically.',
    {
      specs: [rfc(9110, '8.6')],
      tell: lengthMismatch,
    },
  ),
  entry(
    'ERR_HTTP_INVALID_STATUS_CODE',
    'A status code outside 100 to 999',
    'A program tried to send a status that does not exist. Node takes 100 to 999; in HTTP valid codes are 100 to 599.',
    'Use a registered status code.',
    { specs: [rfc(9110, '15')] },
  ),
  entry(
    'ERR_OSSL_EVP_UNSUPPORTED',
    'The key file uses an algorithm that OpenSSL 3 no longer reads',
    'The client key or PFX file is encrypted with a legacy algorithm (RC2, RC4, old PBE).',
    'Convert the file: export and import it again with a current version of OpenSSL.',
  ),
  entry(
    'ERR_OSSL_PEM_NO_START_LINE ERR_OSSL_PEM_BAD_BASE64_DECODE',
    'The certificate or key file is not PEM',
    'A PEM file has a line -----BEGIN …-----, and this one has none: it is another format (DER, PFX) or another file.',
    'Check the path and the format.',
  ),
  entry(
    'ERR_OSSL_BAD_DECRYPT ERR_OSSL_EVP_BAD_DECRYPT ERR_OSSL_PKCS12_MAC_VERIFY_FAILURE',
    'The passphrase of the key file is wrong',
    'The client key or PFX file could not be decrypted.',
    'Enter the passphrase again.',
  ),
  entry(
    'ERR_PASSPHRASE_NEEDED',
    'The client certificate needs a passphrase, and none was given',
    'The key or PFX file that is set for this host is encrypted. The question for its passphrase was called off, or there was nobody to ask.',
    'Send again and enter it. It is kept where the editor keeps secrets, and in no file.',
  ),
  entry(
    'ERR_WORKSPACE_RESTRICTED',
    'A restricted workspace opens no unix socket',
    'Behind a unix socket often stands a service of this machine that obeys whoever can reach it. Files of a workspace that is not trusted may not ask for that.',
    'Read the file, then trust the workspace (Manage Workspace Trust).',
  ),
  entry(
    'ERR_CERTIFICATE_INCOMPLETE',
    'The settings of the client certificate name no file',
    'A client certificate is a PEM file (cert, and key where it is another file) or a PFX file (pfx). The settings of this host name neither.',
    'Write {"cert": "client.pem", "key": "client.key"} or {"pfx": "client.pfx"} for this host.',
  ),
  entry(
    'AWS_SERVICE_UNKNOWN',
    'Which service of AWS this is for is not known',
    'A signature of version 4 names the service and its region. They are read from hosts of amazonaws.com; this host is none of them.',
    'Write service:NAME and region:NAME at the end of the line Authorization: AWS ….',
  ),
  entry(
    'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
    'Certificate and key do not belong together',
    'The private key is not the one of the client certificate.',
    'Choose the matching pair.',
  ),
  entry(
    'ENOENT ENOTDIR',
    'A file that the request refers to is missing',
    'The request names a file (a body after <, a certificate, an import) that does not exist.',
    'Check the path: it is relative to the .http file.',
    { tell: missingFile },
  ),
  entry('EISDIR', 'A directory stands where a file is wanted', 'The request names a directory as body or certificate.', 'Name a file.', {
    tell: missingFile,
  }),
  entry(
    '',
    'fetch() allows no body with GET or HEAD',
    'The Fetch API throws before anything is sent. It is a rule of fetch. HTTP can carry such a body, but it means nothing there, some servers refuse it, and a client should not send one unless the server asked for it.',
    'Use POST or QUERY, put the data into the query of the URL, or send it with a client that allows it.',
    {
      id: 'fetch-get-body',
      match: /GET\/HEAD method cannot have body/i,
      specs: [fetchStandard('dom-request'), rfc(9110, '9.3.1')],
      tell: ({ subject }) => ({
        title: say`${'fetch()'} allows no body with ${subject.request?.method ?? 'GET'}; HTTP only advises against it`,
      }),
    },
  ),
  entry(
    'BAD_PORT',
    'The port is blocked',
    'Browsers and fetch() refuse ports of other well-known services for security, so that a page cannot be used to talk to them.',
    'Let the server listen on another port.',
    {
      id: 'bad-port',
      match: /^bad port$/i,
      specs: [fetchStandard('port-blocking')],
      tell: badPort,
    },
  ),
  entry(
    'ERR_FR_TOO_MANY_REDIRECTS ERR_TOO_MANY_REDIRECTS TOO_MANY_REDIRECTS REDIRECT_LOOP',
    'Too many redirects',
    'Each answer redirected again until the limit (20 in fetch) was reached: most often a loop.',
    'Look at the chain of Location fields; switch redirects off (@no-redirect) to see the first answer.',
    {
      match: /redirect count exceeded|maximum redirects|too many redirects/i,
      specs: [fetchStandard('http-redirect-fetch'), rfc(9110, '15.4')],
      tell: redirects,
    },
  ),
  entry(
    '',
    'A redirect was not expected',
    'The request was made with redirects forbidden, and the answer was one.',
    'Follow it by hand, or allow redirects.',
    { id: 'unexpected-redirect', match: /^unexpected redirect$/i, specs: [fetchStandard('http-redirect-fetch')] },
  ),
  entry(
    '',
    'A streamed body needs duplex: half',
    'fetch() wants the option duplex when the body is a stream.',
    "Add duplex: 'half' to the options.",
    { id: 'fetch-duplex', match: /duplex option is required/i, specs: [fetchStandard('dom-requestinit-duplex')] },
  ),
  entry('', 'The body was read already', 'A body is a stream: it can be read once.', 'Keep what was read, or clone the response before.', {
    id: 'body-used',
    match: /body (?:is unusable|has already been (?:read|consumed)|object should not be disturbed)/i,
    specs: [fetchStandard('dom-body-bodyused')],
  }),
];

function invalidUrl({ error, subject, message }: FailureFacts): Told {
  const input = error.input ?? subject.request?.url ?? /Failed to parse URL from (.*)$/i.exec(message)?.[1];
  if (input === undefined) return {};
  const wrong = urlFault(input);
  const shown = escaped(withoutUser(input), 100);
  if (wrong === undefined) return { title: say`${escaped(withoutUser(input), 50)} is no valid URL`, evidence: say`The URL is ${shown}.` };
  return { title: say`Invalid URL: ${wrong.title}`, cause: say`The URL ${shown} cannot be parsed: ${wrong.title}.`, next: wrong.detail };
}

const withoutUser = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1•••@');

/** The message of Node names the field: `Invalid character in header content ["x-a"]`. */
const named = ({ message }: FailureFacts): string | undefined => /\["([^"]*)"\]/.exec(message)?.[1];

function badName(facts: FailureFacts): Told {
  const name = named(facts);
  return name === undefined ? {} : { title: say`${escaped(name, 40)} cannot be sent: a character in this name is not allowed` };
}

function badValue(facts: FailureFacts): Told {
  const name = named(facts);
  return name === undefined ? {} : { title: say`The value of ${escaped(name, 40)} has a character that may not be sent` };
}

function noValue(facts: FailureFacts): Told {
  const name = named(facts) ?? /header "([^"]+)"/.exec(facts.message)?.[1];
  return name === undefined ? {} : { title: say`The field ${escaped(name, 40)} has no value` };
}

function lengthMismatch({ subject }: FailureFacts): Told {
  const said = subject.request?.fields?.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  const real = subject.request?.contentLength ?? subject.request?.content?.length;
  if (said === undefined || real === undefined) return {};
  return { title: say`${'Content-Length'} says ${escaped(said, 20)}, the body has ${text(octetCount(real))}` };
}

function missingFile({ error, message }: FailureFacts): Told {
  const path = error.extra?.['path'];
  const name = typeof path === 'string' ? path : /'([^']+)'/.exec(message)?.[1];
  return name === undefined ? {} : { title: say`The file ${escaped(name.length > 50 ? `…${name.slice(-49)}` : name, 60)} cannot be read` };
}

function badPort({ port, host }: FailureFacts): Told {
  if (port === undefined) return {};
  const service = blockedPort(port);
  return {
    title: say`Port ${port} is blocked: fetch and browsers do not connect to it`,
    cause: join([
      say`The Fetch standard has a list of restricted ports; ${port} is on it${text(service === undefined ? '' : ` because it belongs to ${service}`)}. The request to ${host} was never sent ("bad port").`,
      say`The list is a security rule of browsers against pages that would talk to such services; HTTP itself has no such limit.`,
    ]),
  };
}

function redirects({ subject, code }: FailureFacts): Told {
  const chain = subject.chain ?? [];
  const urls = chain.flatMap((hop) => hop.request?.url ?? []);
  const loop = urls.find((url, i) => urls.indexOf(url) !== i);
  const evidence: Prose = loop === undefined ? [] : say`${escaped(loop.replace(/[?#].*$/s, ''), 60)} was visited more than once: a loop.`;
  return {
    ...(code === 'REDIRECT_LOOP' && {
      cause: say`The very same request was about to be sent for the third time: it would go round for ever.`,
    }),
    title:
      code === 'REDIRECT_LOOP'
        ? say`A redirect loop, left after ${text(chain.length)} ${text(plural(chain.length, 'redirect'))}`
        : chain.length > 0
          ? say`Gave up after ${text(chain.length)} ${text(plural(chain.length, 'redirect'))}${text(loop !== undefined || chain.length >= 10 ? ': probably a loop' : '')}`
          : say`Redirect limit exceeded (${text(20)} in fetch): probably a loop`,
    evidence,
  };
}
