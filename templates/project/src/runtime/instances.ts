// Instances of the module's classes, that tools are methods of: made once, when the first call needs one.

/** Makes the instance at the first use. When that fails the next use tries again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly instance: T } | undefined;
  return () => {
    made ??= { instance: make() };
    return made.instance;
  };
}

/** The same for what a promise gives. */
export function onceLater<T>(make: () => PromiseLike<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => {
    made ??= Promise.resolve(make());
    const mine = made;
    try {
      return await mine;
    } catch (error) {
      if (made === mine) made = undefined;
      throw error;
    }
  };
}
