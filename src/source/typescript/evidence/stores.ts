// What is done to stores of data: databases by their SQL and the names of their functions, deletions by name.
import type { Handed } from './callee.js';
import type { Judged } from './search.js';
import { literalText } from './texts.js';

const READS =
  /^(get|head|find|fetch|list|count|search|select|exists|aggregate|describe|scan|retrieve|resolve|lookup|distinct)/;
const DELETING =
  /^(delete|drop|remove|destroy|truncate|purge|erase|wipe|clear|unlink|revoke|kill|flush)/i;
const SQL_READS = /^\s*(select|with|explain|show|pragma\s+table_info)\b/i;
const SQL_CHANGES =
  /\b(insert\s+into|update\s+\S+\s+set|delete\s+from|drop\s|truncate\s|alter\s|create\s)/i;
const SQL_DELETES = /\b(delete\s+from|drop\s+(table|database|index|view)|truncate\s+table)\b/i;

/** Whether a function's name says that it only reads. */
export function isRead(name: string): boolean {
  return READS.test(name);
}

/** What a call of a database's module does, by its name and its SQL. */
export function judgeDatabase(
  module: string,
  name: string,
  handed: Handed,
  prepared: string,
): Judged | undefined {
  const sql = `${handed.args.map(literalText).join(' ')} ${prepared}`;
  const deletion = judgeDeletion(handed, name, true);
  if (deletion !== undefined) return deletion;
  if (SQL_DELETES.test(sql)) {
    return { effect: 'delete', danger: 'by-name', reads: false, words: 'its SQL deletes data' };
  }
  const reads =
    (SQL_READS.test(sql) && !SQL_CHANGES.test(sql)) || (sql.trim() === '' && isRead(name));
  const words = reads ? 'reads a database' : 'works on a database';
  return { effect: 'database', danger: 'never', reads, words: `it ${words} with ${module}` };
}

/** Deletions in a store: enough together with a name that says so. */
export function judgeDeletion(
  { args }: Handed,
  name: string,
  isMember: boolean,
): Judged | undefined {
  const deletes = { effect: 'delete', danger: 'by-name', reads: false } as const;
  if (args.some((argument) => SQL_DELETES.test(literalText(argument)))) {
    return { ...deletes, words: 'its SQL deletes data' };
  }
  return isMember && DELETING.test(name)
    ? { ...deletes, words: `it deletes data with ${name}` }
    : undefined;
}
