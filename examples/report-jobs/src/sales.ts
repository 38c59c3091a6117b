// The data: a year of sales, shipped beside the module.
import { readFile } from 'node:fs/promises';

/** What one product sold in one region in one month. */
export interface Sale {
  /** Year and month, such as `2025-03`. */
  month: string;
  region: string;
  product: string;
  units: number;
  /** Price of one, in euros. */
  price: number;
}

/** Every sale, or those of one region. */
export async function readSales(region?: string): Promise<Sale[]> {
  const text = await readFile(new URL('./sales.csv', import.meta.url), 'utf8');
  const [, ...lines] = text.trim().split('\n');
  const sales = lines.map(parse);
  if (region === undefined) return sales;
  const found = sales.filter((sale) => sale.region === region);
  if (found.length > 0) return found;
  throw new Error(`there is no region ${region}: ask regions for those there are`);
}

export function revenue(sales: readonly Sale[]): number {
  return sales.reduce((sum, { units, price }) => sum + units * price, 0);
}

/** The sales of each value that `key` has, in the order of the data. */
export function groupBy(
  sales: readonly Sale[],
  key: 'month' | 'region' | 'product',
): Map<string, Sale[]> {
  const groups = new Map<string, Sale[]>();
  for (const sale of sales) groups.set(sale[key], [...(groups.get(sale[key]) ?? []), sale]);
  return groups;
}

function parse(line: string): Sale {
  const [month = '', region = '', product = '', units, price] = line.split(',');
  return { month, region, product, units: Number(units), price: Number(price) };
}
