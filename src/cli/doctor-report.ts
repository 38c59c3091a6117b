// The doctor's findings as a person reads them: a table, the way out under each fault, the count.
import type { CheckResult, Report, Status } from '../doctor/report.js';
import { lines, type Paint, type Style } from './report.js';
import { printable, wrapWords } from './text.js';

const STYLES: { readonly [S in Status]: Style } = {
  PASS: 'green',
  WARN: 'yellow',
  FAIL: 'red',
  SKIP: 'dim',
};

/** Details narrower than that are unreadable. */
const NARROWEST = 30;

export function doctorText({ url, checks, summary }: Report, paint: Paint, width: number): string {
  const told = gathered(checks);
  const titles = Math.max(...told.map(({ title }) => title.length));
  const rows = told.flatMap((check) => checkLines(check, titles, paint, width));
  const { pass, warn, fail, skip } = summary;
  const count = `${pass} passed, ${warn} warned, ${fail} failed, ${skip} skipped`;
  const style = fail > 0 ? 'red' : warn > 0 ? 'yellow' : 'green';
  return lines([printable(url), '', ...rows, '', paint(style, count)]);
}

/** Fewer skips for one reason are told each. */
const MANY = 4;

/** Many that were skipped for one reason are one line, where the first of them stands. */
function gathered(checks: readonly CheckResult[]): readonly CheckResult[] {
  return checks.flatMap((check) => {
    const alike = checks.filter(
      ({ status, detail }) =>
        status === 'SKIP' && status === check.status && detail === check.detail,
    );
    if (alike.length < MANY) return [check];
    if (alike[0] !== check) return [];
    return [{ ...check, title: `${alike.length} checks` }];
  });
}

function checkLines(
  { status, title, detail, fix }: CheckResult,
  titles: number,
  paint: Paint,
  width: number,
): readonly string[] {
  const indent = ' '.repeat('PASS  '.length + titles + 2);
  const room = Math.max(NARROWEST, width - indent.length);
  const [first = '', ...more] = wrapWords(detail, room);
  const told = [
    `${paint(STYLES[status], status)}  ${title.padEnd(titles)}  ${first}`,
    ...more.map((line) => indent + line),
  ];
  if (fix === undefined) return told;
  const [way = '', ...rest] = wrapWords(fix, room - 'fix: '.length);
  return [
    ...told,
    `${indent}${paint('green', 'fix')}: ${way}`,
    ...rest.map((line) => `${indent}     ${line}`),
  ];
}
