// A REST collection in memory: creation, replacement under a precondition, deletion, pages. Each start begins with the same three.
import type { Fields } from '../../core/http/field.ts';
import { decodeBody } from '../decode/body.ts';
import { etagMatches } from '../etag.ts';
import { bodyOf } from '../read-body.ts';
import { answer, json, problem } from '../reply.ts';
import { type Call, type Family, numberOf } from '../route.ts';

interface Todo {
  readonly id: number;
  readonly title: string;
  readonly done: boolean;
  /** Counts the changes, for the entity tag. */
  readonly revision: number;
}

type Wish = Pick<Todo, 'title' | 'done'>;

export function todos(): Family {
  const store = new Map<number, Todo>();
  let last = 0;
  const add = ({ title, done }: Wish): Todo => {
    last += 1;
    const todo = { id: last, title, done, revision: 1 };
    store.set(last, todo);
    return todo;
  };
  for (const title of ['Buy milk', 'Read RFC 9110', 'Water the plants']) add({ title, done: title === 'Buy milk' });

  const find = (call: Call): Todo | undefined => {
    const todo = store.get(Number(call.params['id']));
    if (todo === undefined) problem(call, 404, `There is no to-do ${call.params['id'] ?? ''}.`);
    return todo;
  };
  const taken = (title: string, id?: number): boolean => [...store.values()].some((one) => one.title === title && one.id !== id);

  async function create(call: Call): Promise<void> {
    const wish = await wishOf(call, { done: false });
    if (wish === undefined) return;
    if (taken(wish.title)) {
      problem(call, 409, `There is a to-do ${JSON.stringify(wish.title)} already.`);
      return;
    }
    const todo = add(wish);
    json(call, shown(todo), { status: 201, fields: [['Location', `/todos/${todo.id}`], ...validators(todo)] });
  }

  async function replace(call: Call, partial: boolean): Promise<void> {
    const todo = find(call);
    if (todo === undefined || !mayChange(call, todo)) return;
    const wish = await wishOf(call, partial ? todo : { done: false });
    if (wish === undefined) return;
    if (taken(wish.title, todo.id)) {
      problem(call, 409, `Another to-do is called ${JSON.stringify(wish.title)}.`);
      return;
    }
    const changed = { ...todo, ...wish, revision: todo.revision + 1 };
    store.set(todo.id, changed);
    json(call, shown(changed), { fields: validators(changed) });
  }

  function remove(call: Call): void {
    const todo = find(call);
    if (todo === undefined) return;
    if (call.request.headers['if-match'] !== undefined && !mayChange(call, todo)) return;
    store.delete(todo.id);
    answer(call, { status: 204 });
  }

  return {
    title: 'A REST collection',
    routes: [
      {
        methods: ['GET'],
        path: '/todos',
        tells: 'The to-dos, filtered by ?done= and in pages by ?page= and ?size=, with Link fields to the pages around.',
        answer: (call) => page(call, [...store.values()]),
      },
      {
        methods: ['POST'],
        path: '/todos',
        tells: 'Creates one of {"title", "done"}: 201 with Location, 400, 409, 415 or 422.',
        answer: create,
      },
      {
        methods: ['GET'],
        path: '/todos/{id}',
        tells: 'One to-do with its ETag; 304 when If-None-Match has it; 404.',
        example: '/todos/1',
        answer: (call) => {
          const todo = find(call);
          if (todo !== undefined) one(call, todo);
        },
      },
      {
        methods: ['PUT'],
        path: '/todos/{id}',
        tells: 'Replaces one; needs If-Match: 428 without, 412 when it does not match.',
        answer: (call) => replace(call, false),
      },
      {
        methods: ['PATCH'],
        path: '/todos/{id}',
        tells: 'Changes what the JSON names, under the same precondition.',
        answer: (call) => replace(call, true),
      },
      { methods: ['DELETE'], path: '/todos/{id}', tells: 'Deletes one: 204, and 404 the second time.', answer: remove },
    ],
  };
}

const shown = ({ id, title, done }: Todo): object => ({ id, title, done });

const etagOf = ({ id, revision }: Todo): string => `"todo-${id}-${revision}"`;

const validators = (todo: Todo): Fields => [
  ['ETag', etagOf(todo)],
  ['Cache-Control', 'no-cache'],
];

function one(call: Call, todo: Todo): void {
  const known = call.request.headers['if-none-match'];
  if (known !== undefined && etagMatches(known, etagOf(todo), 'weak')) answer(call, { status: 304, fields: validators(todo) });
  else json(call, shown(todo), { fields: validators(todo) });
}

/** RFC 9110 section 13.1.1 and RFC 6585 section 3: two people may not overwrite one another unseen. */
function mayChange(call: Call, todo: Todo): boolean {
  const wanted = call.request.headers['if-match'];
  if (wanted === undefined) problem(call, 428, 'Say in If-Match which version you are changing: its ETag, or * for any.');
  else if (!etagMatches(wanted, etagOf(todo), 'strong'))
    problem(call, 412, `The to-do has changed meanwhile: its ETag is ${etagOf(todo)}.`, [['ETag', etagOf(todo)]]);
  else return true;
  return false;
}

async function wishOf(call: Call, known: Partial<Wish>): Promise<Wish | undefined> {
  const content = await bodyOf(call);
  if (content === undefined) return undefined;
  const body = decodeBody(call.request.headers['content-type'], content);
  if (body.encoding !== 'json') {
    problem(call, 415, 'Send the to-do as application/json.', [['Accept', 'application/json']]);
    return undefined;
  }
  if (body.problem !== undefined) {
    problem(call, 400, `The content is ${body.problem}.`);
    return undefined;
  }
  const { title = known.title, done = known.done } = record(body.value);
  if (typeof title === 'string' && title.trim() !== '' && typeof done === 'boolean') return { title, done };
  problem(call, 422, 'A to-do has a "title" that is a string and not empty, and may have a "done" that is true or false.');
  return undefined;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** RFC 8288: the pages around this one. */
function page(call: Call, all: readonly Todo[]): void {
  const wanted = call.url.searchParams.get('done');
  const chosen = all.filter(({ done }) => wanted === null || String(done) === wanted);
  const size = Math.max(1, numberOf(call.url, 'size', 10, 100));
  const pages = Math.max(1, Math.ceil(chosen.length / size));
  const number = numberOf(call.url, 'page', 1, 1_000_000);
  if (number < 1 || number > pages) {
    problem(call, 404, `There is no page ${number}: the last one is ${pages}.`);
    return;
  }
  const to = (n: number, rel: string): string => {
    const query = new URLSearchParams(call.url.searchParams);
    query.set('page', String(n));
    return `</todos?${query}>; rel="${rel}"`;
  };
  const links = [to(1, 'first'), ...(number > 1 ? [to(number - 1, 'prev')] : [])];
  links.push(...(number < pages ? [to(number + 1, 'next')] : []), to(pages, 'last'));
  const shownPage = chosen.slice((number - 1) * size, number * size);
  const etag = `"page-${number}-${shownPage.map(({ id, revision }) => `${id}.${revision}`).join('-')}"`;
  const fields: Fields = [
    ['Link', links.join(', ')],
    ['ETag', etag],
    ['Cache-Control', 'no-cache'],
  ];
  if (etagMatches(call.request.headers['if-none-match'] ?? '', etag, 'weak')) answer(call, { status: 304, fields });
  else json(call, shownPage.map(shown), { fields });
}
