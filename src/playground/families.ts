// All of the practice routes, in the order of the index. State belongs to one start of the server.
import type { Family } from './route.ts';
import { access } from './routes/access.ts';
import { auth } from './routes/auth.ts';
import { bad } from './routes/bad.ts';
import { cache } from './routes/cache.ts';
import { content } from './routes/content.ts';
import { cookies } from './routes/cookies.ts';
import { echo } from './routes/echo.ts';
import { encoding } from './routes/encoding.ts';
import { http10 } from './routes/http10.ts';
import { login } from './routes/login.ts';
import { range } from './routes/range.ts';
import { redirect } from './routes/redirect.ts';
import { sse } from './routes/sse.ts';
import { status } from './routes/status.ts';
import { stream } from './routes/stream.ts';
import { todos } from './routes/todos.ts';

export const families = (): readonly Family[] => [
  echo,
  status,
  todos(),
  login(),
  auth(),
  redirect,
  cache,
  range,
  access,
  cookies,
  encoding,
  stream,
  sse,
  content,
  http10,
  bad,
];
