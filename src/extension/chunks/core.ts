// What knows about HTTP (explanations, hovers, completion, panels): large, and loaded when the first of it is wanted.
export { completionsAt, hoverAt } from '../features/knowledge.ts';
export { createRunner } from '../runner.ts';
