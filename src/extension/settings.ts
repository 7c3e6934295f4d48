// What a person has set under `postil.*`, as the core takes it.
import { type ConfigurationScope, workspace } from 'vscode';
import type { SendOptions } from '../core/http/request.ts';
import { DEFAULT_SETTINGS, type ResolveSettings } from '../core/resolve/scope.ts';
import type { Profile } from '../core/syntax/profile.ts';

export interface Settings {
  readonly resolve: ResolveSettings;
  readonly send: Partial<SendOptions>;
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
      userAgent: get('userAgent', DEFAULT_SETTINGS.userAgent ?? '') || undefined,
      accept: get('addAccept', DEFAULT_SETTINGS.accept),
      acceptEncoding: get('acceptEncoding', DEFAULT_SETTINGS.acceptEncoding ?? '') || undefined,
      bodyComments: get('bodyComments', DEFAULT_SETTINGS.bodyComments),
      bodyEol: get('bodyEol', DEFAULT_SETTINGS.bodyEol),
      formDialect: get('formDialect', DEFAULT_SETTINGS.formDialect),
      environmentWins: get('environmentWins', DEFAULT_SETTINGS.environmentWins),
    },
    send: sendOptions(scope),
    profile: get<Profile>('profile', 'postil'),
    lenses: get('lenses', true),
    playgroundPort: get('playground.port', 7777),
  };
}

/** Only what was set: a directive of the request and the default stand behind each. */
function sendOptions(scope: ConfigurationScope | undefined): Partial<SendOptions> {
  const { set } = reader(scope);
  const timeout = set<number>('timeout');
  const connectTimeout = set<number>('connectionTimeout');
  const follow = set<boolean>('followRedirects');
  const verify = set<boolean>('verifyTls');
  const proxy = set<string>('proxy');
  return {
    ...(timeout !== undefined && { readTimeout: timeout * 1000 }),
    ...(connectTimeout !== undefined && { connectTimeout: connectTimeout * 1000 }),
    ...(follow !== undefined && { redirect: follow ? ('follow' as const) : ('manual' as const) }),
    ...(verify === false && { insecure: true }),
    ...(proxy !== undefined && proxy !== '' && { proxy }),
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
