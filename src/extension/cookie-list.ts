// The commands of the cookie jar: a list of what is in it, in which a value is edited and cookies are deleted; and clearing.
import { type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { CookieJar } from '../core/send/cookies/jar.ts';
import { keyOf, type StoredCookie } from '../core/send/cookies/stored.ts';
import { unlinked } from '../core/text/unlinked.ts';
import { attributesOf, cookieCount, faultOfValue, nameOf, placeOf } from './cookie-words.ts';
import { type Jars, jarName } from './cookies.ts';

/** What somebody chose in the list. */
type Choice =
  | { readonly kind: 'edit'; readonly cookie: StoredCookie }
  | { readonly kind: 'delete'; readonly cookies: readonly StoredCookie[]; readonly of: string };

interface Item extends QuickPickItem {
  readonly cookie?: StoredCookie;
}

/** Comes back to the list after each change, until it is left or empty. */
export async function showCookies(jars: Jars): Promise<void> {
  const jar = jars.current;
  if (jar.all().length === 0) {
    void window.showInformationMessage(`The jar of ${jarName(jars.environment)} has no cookies. Answers with Set-Cookie fill it.`);
    return;
  }
  let at: StoredCookie | undefined;
  while (jar.all().length > 0) {
    const choice = await choose(jar, jars, at);
    if (choice === undefined) return;
    if (choice.kind === 'edit') at = await edit(jar, choice.cookie);
    else remove(jar, choice.cookies, choice.of);
  }
}

/** Asks which, where no host is named: all, or those of one domain. */
export async function clearCookies(jars: Jars, host?: string): Promise<void> {
  const jar = jars.current;
  const all = jar.all();
  const groups = byPlace(all);
  const everything = { label: 'All Cookies', description: cookieCount(all), place: undefined };
  const items = [...groups].map(([place, cookies]) => ({ label: place, description: cookieCount(cookies), place }));
  if (all.length === 0) {
    void window.showInformationMessage(`The jar of ${jarName(jars.environment)} has no cookies.`);
    return;
  }
  const place =
    host ?? (await window.showQuickPick([everything, ...items], { title: 'Clear Cookies', placeHolder: 'Which cookies shall go?' }));
  if (place === undefined) return;
  const of = typeof place === 'string' ? place : place.place;
  const cookies = of === undefined ? all : all.filter((cookie) => cookie.domain === of || placeOf(cookie) === of);
  remove(jar, cookies, of ?? jarName(jars.environment));
}

const EDIT: QuickInputButton = { iconPath: new ThemeIcon('edit'), tooltip: 'Edit Value' };
const DELETE: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: 'Delete' };
const DELETE_HOST: QuickInputButton = { iconPath: new ThemeIcon('close-all'), tooltip: 'Delete All of This Domain' };
const REVEAL: QuickInputButton = { iconPath: new ThemeIcon('eye'), tooltip: 'Show Values' };
const MASK: QuickInputButton = { iconPath: new ThemeIcon('eye-closed'), tooltip: 'Mask Values' };
const CLEAR: QuickInputButton = { iconPath: new ThemeIcon('clear-all'), tooltip: 'Delete All' };

function choose(jar: CookieJar, jars: Jars, at: StoredCookie | undefined): Promise<Choice | undefined> {
  const pick = window.createQuickPick<Item>();
  const cookies = jar.all();
  let revealed = false;
  const draw = (): void => {
    pick.items = itemsOf(cookies, revealed);
    pick.buttons = [revealed ? MASK : REVEAL, CLEAR];
  };
  pick.title = `${cookieCount(cookies)} of ${jarName(jars.environment)}${jars.kept ? '' : ', in memory only'}`;
  pick.placeholder = 'Search by name, domain or path; Enter edits the value';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  draw();
  const before = pick.items.filter(({ cookie }) => at !== undefined && cookie !== undefined && keyOf(cookie) === keyOf(at));
  if (before.length > 0) pick.activeItems = before;
  return new Promise((resolve) => {
    const done = (choice: Choice | undefined): void => {
      resolve(choice);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const cookie = pick.selectedItems[0]?.cookie;
      if (cookie !== undefined) done({ kind: 'edit', cookie });
    });
    pick.onDidTriggerItemButton(({ item: { cookie }, button }) => {
      if (cookie === undefined) return;
      if (button === EDIT) done({ kind: 'edit', cookie });
      else if (button === DELETE) done({ kind: 'delete', cookies: [cookie], of: cookie.domain });
      else done({ kind: 'delete', cookies: byPlace(cookies).get(placeOf(cookie)) ?? [], of: placeOf(cookie) });
    });
    pick.onDidTriggerButton((button) => {
      if (button === CLEAR) return done({ kind: 'delete', cookies, of: jarName(jars.environment) });
      revealed = !revealed;
      draw();
    });
    pick.onDidHide(() => done(undefined));
    pick.show();
  });
}

function itemsOf(cookies: readonly StoredCookie[], revealed: boolean): readonly Item[] {
  const now = Date.now();
  return [...byPlace(cookies)].flatMap(([place, group]) => [
    { label: place, kind: QuickPickItemKind.Separator },
    ...group.map((cookie) => ({
      label: nameOf(cookie),
      description: revealed ? cookie.value : MASKED,
      detail: attributesOf(cookie, now),
      buttons: [EDIT, DELETE, ...(group.length > 1 ? [DELETE_HOST] : [])],
      cookie,
    })),
  ]);
}

const MASKED = '•••••';

/** By domain, in the order of the names. */
function byPlace(cookies: readonly StoredCookie[]): ReadonlyMap<string, readonly StoredCookie[]> {
  const sorted = cookies.toSorted((a, b) => compare(a.domain, b.domain) || compare(a.name, b.name) || compare(a.path, b.path));
  return Map.groupBy(sorted, placeOf);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The cookie as it is then. */
async function edit(jar: CookieJar, cookie: StoredCookie): Promise<StoredCookie> {
  const value = await window.showInputBox({
    title: `${nameOf(cookie)} of ${placeOf(cookie)}`,
    prompt: 'The value, as it goes out in the Cookie field',
    value: cookie.value,
    ignoreFocusOut: true,
    validateInput: (text) => faultOfValue(cookie.name, text),
  });
  if (value === undefined || value === cookie.value) return cookie;
  const edited = { ...cookie, value };
  jar.put([edited]);
  return edited;
}

/** Says how many, and offers to bring them back. */
function remove(jar: CookieJar, cookies: readonly StoredCookie[], of: string): void {
  if (cookies.length === 0) {
    void window.showInformationMessage(`There is no cookie of ${of}.`);
    return;
  }
  jar.remove(cookies);
  const [only] = cookies;
  const what =
    cookies.length === 1 && only !== undefined ? `the cookie ${nameOf(only)} of ${only.domain}` : `${cookieCount(cookies)} of ${of}`;
  void Promise.resolve(window.showInformationMessage(unlinked(`Deleted ${what}.`), 'Undo')).then(
    (answer) => answer === 'Undo' && jar.put(cookies),
  );
}
