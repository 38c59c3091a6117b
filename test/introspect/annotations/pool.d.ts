export interface Pool {
  query: (sql: string) => Promise<number>;
}
