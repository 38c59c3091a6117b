/** The default of another file. */
export default (x: number): number => x;
