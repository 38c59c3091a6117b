// Arguments for functions whose code is not known: what is not given is not passed, not even as undefined.

/** The arguments, without undefined ones at the end. */
export function given<Args extends unknown[]>(...args: Args): Args {
  while (args.length > 0 && args.at(-1) === undefined) args.pop();
  return args;
}
