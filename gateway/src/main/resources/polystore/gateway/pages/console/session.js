/** The token of this tab, its roles and its end. It is kept in sessionStorage only, which ends with the tab. */

const KEY = 'polystore.token';
const EXPIRED = 'Your token has expired. Enter a new one to go on.';

const listeners = new Set();
let session = null;
let word = '';
let timer;

/** The subject, roles and end of a token; null for text that is no token. The gateway verifies it, this only reads it. */
export function read(token) {
  try {
    const payload = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (c) => c.charCodeAt(0))));
    const roles = Array.isArray(claims.groups) ? claims.groups.map(String) : [];
    return { token, subject: String(claims.sub ?? ''), roles, endsAt: Number(claims.exp) * 1000 };
  } catch {
    return null;
  }
}

/** @returns what is wrong with the token; undefined when the session has begun */
export function enter(token) {
  const found = read(token.trim());
  if (!found) return 'This is not a token: it has the form xxx.yyy.zzz.';
  if (!(found.endsAt > Date.now())) return EXPIRED;
  session = found;
  word = '';
  sessionStorage.setItem(KEY, found.token);
  clearTimeout(timer);
  // A timer cannot wait for longer than 2^31 ms.
  timer = setTimeout(() => leave(EXPIRED), Math.min(found.endsAt - Date.now(), 2 ** 31 - 1));
  listeners.forEach((listener) => listener());
  return undefined;
}

/** Ends the session. @param why is shown at the entrance */
export function leave(why = '') {
  clearTimeout(timer);
  session = null;
  word = why;
  sessionStorage.removeItem(KEY);
  listeners.forEach((listener) => listener());
}

export const current = () => session;
export const farewell = () => word;
export const has = (role) => Boolean(session) && session.roles.includes(role);

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes the token from the fragment of the address, where it never reaches a server, and removes it from there. */
export function begin() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const given = fragment.get('token');
  if (given !== null) history.replaceState(null, '', location.pathname + '#/');
  const token = given ?? sessionStorage.getItem(KEY);
  if (token) {
    const wrong = enter(token);
    if (wrong) leave(wrong);
  }
}
