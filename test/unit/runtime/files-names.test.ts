// Names and types of files: any text becomes a name that every header and disk takes; bytes tell what they are.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endingOf, mediaTypeOf } from '../../../templates/files/src/runtime/files/media-types.ts';
import {
  attachment,
  fitName,
  isMediaType,
} from '../../../templates/files/src/runtime/files/names.ts';
import { rangeOf } from '../../../templates/files/src/runtime/files/range.ts';
import { asFile } from '../../../templates/files/src/runtime/files/results.ts';

/** Text with what names must not have, halves of characters too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('.', '/', '\\', '"', '\0', '\r', '\n', '\u202e', ' ', 'ä', '\ud800', 'a'),
  }),
);

describe('a name', () => {
  it('has nothing that leads elsewhere or hides, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const fit = fitName(name);
        expect(fit).not.toBe('');
        expect(fit).not.toMatch(/[\\/:*?"<>|\p{Cc}\u202a-\u202e\u2066-\u2069]|^\.+$|^\s|[.\s]$/u);
        expect(fit).toBe(Buffer.from(fit).toString());
        expect(Buffer.byteLength(fit)).toBeLessThanOrEqual(200);
        expect(fitName(fit)).toBe(fit);
      }),
    );
  });

  it('comes back whole from its header, which is ASCII in one line', () => {
    fc.assert(
      fc.property(anyText.map(fitName), (name) => {
        const header = attachment(name);
        expect(header).toMatch(
          /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w.!~%-]+$/,
        );
        expect(header.match(/"/g)).toHaveLength(2);
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name);
      }),
    );
  });

  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['..', 'file'],
    ['', 'file'],
    [`${'.'.repeat(300)}-`, 'file'],
    ['C:\\secret\\a.txt', 'C__secret_a.txt'],
    ['harmless\u202efdp.exe', 'harmless_fdp.exe'],
    [`${'ä'.repeat(300)}.csv`, `${'ä'.repeat(98)}.csv`],
    ['日本語 レポート.xlsx', '日本語 レポート.xlsx'],
  ])('%j becomes %j', (name, fit) => {
    expect(fitName(name)).toBe(fit);
  });
});

describe('a media type', () => {
  it.each(['text/csv', 'image/svg+xml', 'text/plain; charset=utf-8', 'application/vnd.ms-excel'])(
    'is %s',
    (type) => {
      expect(isMediaType(type)).toBe(true);
    },
  );

  it.each(['', 'csv', 'text/', '/csv', 'text/csv\r\nx: y', 'text/csv; charset="x', 'a b/c', 'é/x'])(
    'is not %j',
    (type) => {
      expect(isMediaType(type)).toBe(false);
    },
  );

  it.each<[string, Uint8Array | string, string]>([
    ['PNG', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png'],
    ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
    ['GIF', 'GIF89a...', 'image/gif'],
    ['WebP', 'RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['WAV', 'RIFF\x10\0\0\0WAVEfmt ', 'audio/wav'],
    ['PDF', '%PDF-1.7\n', 'application/pdf'],
    ['ZIP', Buffer.from('504b030414000000', 'hex'), 'application/zip'],
    ['gzip', gzipSync('x'), 'application/gzip'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['SVG with a head', '<?xml version="1.0"?>\n<!-- a -->\n<svg />', 'image/svg+xml'],
    ['XML', '<?xml version="1.0"?><a/>', 'application/xml'],
    ['JSON', ' {"a":[1]}', 'application/json'],
    ['text like JSON', '[1] Introduction', 'text/plain'],
    ['text', 'Grüße\r\n\t…', 'text/plain'],
    ['no text', Buffer.from([0xff, 0xfe, 0xfd]), 'application/octet-stream'],
    ['control characters', Buffer.from([1, 2, 3]), 'application/octet-stream'],
    ['nothing', '', 'application/octet-stream'],
  ])('is told by the bytes of %s', (_name, bytes, type) => {
    expect(mediaTypeOf(Buffer.from(bytes))).toBe(type);
    expect(endingOf(type)).toMatch(/^\.[a-z]{2,4}$/);
  });

  it('has an ending where there is a usual one', () => {
    expect(endingOf('Text/CSV; charset=utf-8')).toBe('.csv');
    expect(endingOf('application/x-own')).toBe('');
  });
});

describe('bytes that a function returned', () => {
  const made = async (returned: Parameters<typeof asFile>[2], mimeType?: string) => {
    const files: unknown[] = [];
    const file = async (name: string, type: string, data: Uint8Array | string) => {
      files.push({ name, type, text: Buffer.from(data).toString() });
      return { uri: '', name, mimeType: type, size: 0 };
    };
    const result = await asFile({ file }, 'tool', returned, mimeType);
    return { files, result: result?.result };
  };
  const bytes = new TextEncoder().encode('[1]');

  it.each([
    ['a Uint8Array', bytes],
    ['a Buffer', Buffer.from('[1]')],
    ['an ArrayBuffer', bytes.buffer],
    ['a DataView of a part', new DataView(new TextEncoder().encode('x[1]x').buffer, 1, 3)],
    ['a Blob', new Blob(['[1]'])],
  ])('are a file: %s', async (_name, returned) => {
    expect(await made(returned)).toEqual({
      files: [{ name: 'tool.json', type: 'application/json', text: '[1]' }],
      result: { content: [] },
    });
  });

  it('are what the function says, or the Blob', async () => {
    const [declared, blob] = [
      await made(bytes, 'text/x-own'),
      new Blob(['x'], { type: 'text/css' }),
    ];
    expect(declared.files).toMatchObject([{ name: 'tool', type: 'text/x-own' }]);
    expect((await made(blob)).files).toMatchObject([{ type: 'text/css' }]);
  });

  it.each([null, undefined])('may be none: %s', async (returned) => {
    expect(await made(returned)).toEqual({ files: [], result: undefined });
  });
});

describe('a range', () => {
  it('is within the file, or none, or the whole, whatever was asked', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
      fc.nat().map((n) => `bytes=-${n}`),
      fc.nat().map((n) => `bytes=${n}-`),
    );
    fc.assert(
      fc.property(header, fc.nat({ max: 1000 }), (text, size) => {
        const range = rangeOf(text, size);
        if (typeof range === 'string') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
