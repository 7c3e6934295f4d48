// The cookie jars and their list, with the public suffixes: a bundle of its own, loaded at the first send or when somebody looks.
export { clearCookies, showCookies } from '../cookie-list.ts';
export { Jars } from '../cookies.ts';
