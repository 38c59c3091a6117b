/** Adds. */
export declare function add(a: number, { b }: { b: number }): number;
export declare const greet: (name: string) => string;
