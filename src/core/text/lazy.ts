// Tables that few exchanges need: made at the first question, so that a start does not pay for them.

/** `make` is called once, when the value is asked for the first time. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
