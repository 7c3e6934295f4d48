// What a person has set under `postil.*`, as the core takes it.
import { type ConfigurationScope, Uri, workspace } from 'vscode';
import type { ProxySettings, SendOptions } from '../core/http/request.ts';
import { addedFields } from '../core/resolve/added-fields.ts';
import { addressesOf, certificatesOf, textsOf } from '../core/resolve/connection-settings.ts';
import { DEFAULT_SETTINGS, type ResolveSettings } from '../core/resolve/scope.ts';
import type { Profile } from '../core/syntax/profile.ts';

export interface Settings {
  readonly resolve: ResolveSettings;
  readonly profile: Profile;
  readonly lenses: boolean;
  readonly playgroundPort: number;
}

export function settingsFor(scope: ConfigurationScope | undefined): Settings {
  const { get } = reader(scope);
  return {
    resolve: {
      ...DEFAULT_SETTINGS,
      defaultScheme: get('defaultScheme', DEFAULT_SETTINGS.defaultScheme),
      ...addedFields(get<unknown>('defaultHeaders', {})),
      bodyComments: get('bodyComments', DEFAULT_SETTINGS.bodyComments),
      bodyEol: get('bodyEol', DEFAULT_SETTINGS.bodyEol),
      formDialect: get('formDialect', DEFAULT_SETTINGS.formDialect),
      environmentWins: get('environmentWins', DEFAULT_SETTINGS.environmentWins),
    },
    profile: get<Profile>('profile', 'postil'),
    lenses: get('lenses', true),
    playgroundPort: get('playground.port', 7777),
  };
}

/** Only what was set: a directive of the request and the default stand behind each. */
export function sendOptions(scope: ConfigurationScope | undefined): Partial<SendOptions> {
  const { set } = reader(scope);
  const timeout = set<number>('timeout');
  const connectTimeout = set<number>('connectionTimeout');
  const follow = set<boolean>('followRedirects');
  const verify = set<boolean>('verifyTls');
  const proxy = set<string>('proxy');
  const http2 = set<string>('http2');
  const capture = set<number>('captureLimit');
  const largest = set<number>('maxResponseSize');
  return {
    ...connectionOptions(scope),
    ...(capture !== undefined && { captureLimit: capture * MEBIBYTE }),
    ...(largest !== undefined && { maxContent: largest * MEBIBYTE }),
    ...(timeout !== undefined && { readTimeout: timeout * 1000 }),
    ...(connectTimeout !== undefined && { connectTimeout: connectTimeout * 1000 }),
    ...(follow !== undefined && { redirect: follow ? ('follow' as const) : ('manual' as const) }),
    ...(verify === false && { insecure: true }),
    ...(proxy !== undefined && proxy !== '' && { proxy }),
    ...(http2 === 'offer' && { http2 }),
  };
}

const MEBIBYTE = 1024 * 1024;

/** Certificates, addresses and proxies; REST Client's certificates count as they are, after our own. */
function connectionOptions(scope: ConfigurationScope | undefined): Partial<SendOptions> {
  const { get } = reader(scope);
  const folder = folderFor(scope);
  const restClient = workspace.getConfiguration('rest-client', scope).get<unknown>('certificates');
  const clientCertificates = [...certificatesOf(get<unknown>('clientCertificates', {}), folder), ...certificatesOf(restClient, folder)];
  const caFiles = textsOf(get<unknown>('caCertificates', []), folder);
  const insecureHosts = textsOf(get<unknown>('insecureHosts', []));
  const resolve = addressesOf(get<unknown>('resolve', {}));
  return {
    proxies: proxySettings(),
    ...(clientCertificates.length > 0 && { clientCertificates }),
    ...(caFiles.length > 0 && { caFiles }),
    ...(insecureHosts.length > 0 && { insecureHosts }),
    ...(resolve.length > 0 && { resolve }),
  };
}

/** Where relative paths of settings count from: the workspace folder of what is asked for, or the first. */
function folderFor(scope: ConfigurationScope | undefined): string | undefined {
  const folder = scope instanceof Uri ? workspace.getWorkspaceFolder(scope) : undefined;
  return (folder ?? workspace.workspaceFolders?.[0])?.uri.fsPath;
}

/** The editor's own: `http.proxy` and what belongs to it, the environment's variables where it is silent, nothing where it is off. */
export function proxySettings(): ProxySettings {
  const http = workspace.getConfiguration('http');
  if (http.get('proxySupport') === 'off') return {};
  const authorization = http.get<string | null>('proxyAuthorization', null) ?? '';
  return {
    url: http.get('proxy', ''),
    noProxy: http.get('noProxy', []),
    strict: http.get('proxyStrictSSL', true),
    environment: process.env,
    ...(authorization !== '' && { authorization }),
  };
}

/** Ids of findings that the person never wants to see. */
export const mutedFindings = (scope: ConfigurationScope | undefined): readonly string[] =>
  reader(scope).get<readonly string[]>('mutedFindings', []);

interface Reader {
  readonly get: <T>(name: string, otherwise: T) => T;
  readonly set: <T>(name: string) => T | undefined;
}

function reader(scope: ConfigurationScope | undefined): Reader {
  const configuration = workspace.getConfiguration('postil', scope);
  return {
    get: (name, otherwise) => configuration.get(name, otherwise),
    set: <T>(name: string) => {
      const found = configuration.inspect<T>(name);
      return found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    },
  };
}
