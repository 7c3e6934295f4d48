// Values that are not always needed, a table, a text, an explanation: made at the first question.

/** `make` is called once, when the value is asked for the first time. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
