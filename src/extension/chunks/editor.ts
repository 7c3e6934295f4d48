// The editor's features, without what knows about HTTP.
export { startEditor } from '../editor.ts';
