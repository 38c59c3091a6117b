// Sales reports: what agents may ask for. The two that take their time are jobs.
import { drawRegion, drawSummary, startDocument } from './pages.js';
import { groupBy, readSales, revenue } from './sales.js';

/** What the server hands a job: how to report progress, and how to give a file away. */
interface JobContext {
  readonly signal: AbortSignal;
  progress(done: number, total?: number, message?: string): void;
  file(name: string, mimeType: string, data: Uint8Array): Promise<{ uri: string }>;
}

/** The regions there are sales of. */
export async function regions(): Promise<string[]> {
  return [...groupBy(await readSales(), 'region').keys()];
}

/** What a report says in numbers. */
export interface ReportSummary {
  pages: number;
  /** Revenue of the whole report, in euros. */
  revenue: number;
}

/**
 * A PDF about the year: a summary, then a page with a bar chart for each region.
 * @param region Only this region; every one unless given
 * @job
 * @idempotent
 */
export async function salesReport(
  region: string | undefined,
  ctx: JobContext,
): Promise<ReportSummary> {
  const sales = await readSales(region);
  const parts = [...groupBy(sales, 'region')];
  const stages = parts.length + 2;
  const { document, bytes } = startDocument(region ? `Sales in ${region}` : 'Sales of the year');
  drawSummary(document, sales);
  ctx.progress(1, stages, 'summary');
  for (const [index, [name, of]] of parts.entries()) {
    ctx.signal.throwIfAborted();
    drawRegion(document, name, of);
    ctx.progress(index + 2, stages, `page about ${name}`);
  }
  document.end();
  await ctx.file('sales-report.pdf', 'application/pdf', await bytes);
  return { pages: parts.length + 1, revenue: revenue(sales) };
}

/** The likely revenue of a year like this one. */
export interface Forecast {
  /** In euros: nine of ten simulated years earn more than `low`, one of ten more than `high`. */
  low: number;
  median: number;
  high: number;
}

export interface ForecastOptions {
  /**
   * How many years to simulate.
   * @minimum 100
   * @maximum 1000000
   * @default 10000
   */
  years?: number;
}

/**
 * Simulates the next year, many times, by drawing months of this one.
 * @job
 */
export async function* forecast(options: ForecastOptions = {}): AsyncGenerator<string, Forecast> {
  const { years = 10_000 } = options;
  const months = [...groupBy(await readSales(), 'month').values()].map(revenue);
  const totals: number[] = [];
  for (let tenth = 1; tenth <= 10; tenth += 1) {
    while (totals.length < (years * tenth) / 10) totals.push(simulateYear(months));
    yield `${totals.length} of ${years} years`;
  }
  totals.sort((a, b) => a - b);
  const at = (part: number) => totals[Math.floor(part * (totals.length - 1))] ?? 0;
  return { low: at(0.1), median: at(0.5), high: at(0.9) };
}

/**
 * The sales as they are, for a spreadsheet.
 * @param region Only this region; every one unless given
 * @returns CSV with one line per month, region and product
 */
export async function salesTable(region?: string): Promise<Uint8Array> {
  const sales = await readSales(region);
  const lines = sales.map((sale) => Object.values(sale).join(','));
  return new TextEncoder().encode(`month,region,product,units,price\n${lines.join('\n')}\n`);
}

function simulateYear(months: readonly number[]): number {
  const draw = () => months[Math.floor(Math.random() * months.length)] ?? 0;
  return months.reduce((sum) => sum + draw(), 0);
}
