// The words of a curl command as its options (curl 8): which take a value, and what they are called in full.

export interface CurlOption {
  /** Without the dashes; what is no option is a `url`. */
  readonly name: string;
  /** `undefined` for an option without a value. */
  readonly value: string | undefined;
  /** As typed, for people. */
  readonly typed: string;
}

/** The options of each request; `--next` (`-:`) begins another one. */
export function curlOptions(words: readonly string[]): readonly (readonly CurlOption[])[] {
  const requests: CurlOption[][] = [[]];
  const add = (option: CurlOption): void => {
    if (option.name === 'next') requests.push([]);
    else requests.at(-1)?.push(option);
  };
  let only = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (only || !word.startsWith('-') || word === '-') add({ name: 'url', value: word, typed: word });
    else if (word === '--') only = true;
    else if (word.startsWith('--')) {
      const name = word.slice(2);
      const value = TAKES.has(name) ? words[++i] : undefined;
      add({ name, value, typed: value === undefined ? word : `${word} ${value}` });
    } else i += shorts(word, words[i + 1], add);
  }
  return requests;
}

/** `-sSd x`: gives how many words were taken besides this one. */
function shorts(word: string, next: string | undefined, add: (option: CurlOption) => void): number {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const name = SHORT[letter] ?? letter;
    if (!TAKES.has(name)) {
      add({ name, value: undefined, typed: `-${letter}` });
      continue;
    }
    const rest = word.slice(at + 1);
    const value = rest === '' ? next : rest;
    add({ name, value, typed: `-${letter} ${value ?? ''}` });
    return rest === '' ? 1 : 0;
  }
  return 0;
}

const TAKES: ReadonlySet<string> = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie ' +
    'cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface ' +
    'dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form ' +
    'form-string happy-eyeballs-timeout-ms haproxy-clientip header hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time ' +
    'key key-type krb libcurl limit-rate local-port login-options max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output ' +
    'output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert ' +
    'proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name ' +
    'proxy-tls13-ciphers proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay ' +
    'retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr ' +
    'time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query ' +
    'user user-agent variable vlan-priority write-out'
  ).split(' '),
);

const SHORT: Readonly<Record<string, string>> = {
  '0': 'http1.0',
  ':': 'next',
  '#': 'progress-bar',
  A: 'user-agent',
  C: 'continue-at',
  D: 'dump-header',
  E: 'cert',
  F: 'form',
  G: 'get',
  H: 'header',
  I: 'head',
  K: 'config',
  L: 'location',
  S: 'show-error',
  T: 'upload-file',
  U: 'proxy-user',
  X: 'request',
  Y: 'speed-limit',
  a: 'append',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  e: 'referer',
  f: 'fail',
  g: 'globoff',
  i: 'include',
  j: 'junk-session-cookies',
  k: 'insecure',
  m: 'max-time',
  n: 'netrc',
  o: 'output',
  r: 'range',
  s: 'silent',
  u: 'user',
  v: 'verbose',
  w: 'write-out',
  x: 'proxy',
  y: 'speed-time',
  z: 'time-cond',
};
