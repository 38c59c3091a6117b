// The pages of the report, drawn with pdfkit.
import PDFDocument from 'pdfkit';
import { groupBy, revenue, type Sale } from './sales.js';

type Document = InstanceType<typeof PDFDocument>;

const MARGIN = 56;
const WIDTH = 595 - 2 * MARGIN;

/** The whole document, once it is ended. */
export function startDocument(title: string): { document: Document; bytes: Promise<Uint8Array> } {
  const document = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: title } });
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.fontSize(24).text(title);
  return { document, bytes };
}

export function drawSummary(document: Document, sales: readonly Sale[]): void {
  document
    .moveDown()
    .fontSize(12)
    .text(`Revenue: ${euros(revenue(sales))}`);
  for (const [product, of] of groupBy(sales, 'product')) {
    document.text(`${product}: ${euros(revenue(of))}`);
  }
}

/** A page with a bar for every month. */
export function drawRegion(document: Document, region: string, sales: readonly Sale[]): void {
  document.addPage().fontSize(18).text(region).moveDown();
  const months = [...groupBy(sales, 'month')].map(([month, of]) => ({ month, sum: revenue(of) }));
  const highest = Math.max(...months.map(({ sum }) => sum));
  for (const { month, sum } of months) {
    const { y } = document;
    document.fontSize(10).text(month, MARGIN, y, { continued: false });
    document.rect(MARGIN + 60, y, ((WIDTH - 160) * sum) / highest, 10).fill('#3b6ea5');
    document.fill('black').text(euros(sum), MARGIN + WIDTH - 90, y, { width: 90, align: 'right' });
    document.moveDown(0.6);
  }
}

function euros(amount: number): string {
  return `${amount.toLocaleString('en')} EUR`;
}
