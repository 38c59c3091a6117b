// Encoders: whatever the text, it stays data in the language it is written into.
import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import * as helpers from '../../../src/render/helpers.js';

const NASTY = [
  '',
  "'",
  '"',
  '`$' + '{1+1}`',
  '\\',
  '*/ alert(1) /*',
  '</script>',
  '<!--',
  '{{name}}',
  '$& $1 $$',
  '\u2028\u2029',
  '\u202e\u2066 bidi',
  '\ufeff',
  '\0\r\n\t',
  '\ud800',
  '__proto__',
  '#{x}',
  '- yes: no',
  '|',
  '``code``',
  '%PATH% $HOME ~ !',
  'größe 😀',
];

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...NASTY)).map((parts) => parts.join('')),
);

function always(check: (value: string) => void): void {
  fc.assert(fc.property(text, check), { numRuns: 500 });
}

describe('dnsName', () => {
  it('gives nothing but names of the DNS', () => {
    always((value) => {
      try {
        expect(helpers.dnsName(value)).toMatch(/^[a-z0-9.-]+$/);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    });
  });

  it.each(['a.example', 'xn--grsse-lua.example.com'])('takes %s', (name) => {
    expect(helpers.dnsName(name)).toBe(name);
  });

  it.each([
    'localhost',
    '10.0.0.1',
    '[::1]',
    'a_b.example',
    'a.example;',
    'a.example {',
    '{$HOME}.x',
  ])('refuses %s', (name) => {
    expect(() => helpers.dnsName(name)).toThrow(RangeError);
  });
});

describe('systemd units', () => {
  it('hold a path or a word on one line, with no specifier and no continuation', () => {
    always((value) => {
      for (const line of [helpers.unitPath(value), helpers.unitWord(value)]) {
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]|\\$/u);
        expect(line.replaceAll('%%', '')).not.toContain('%');
      }
    });
  });

  it('hold a word as one: what is between its quotes ends it nowhere', () => {
    always((value) => {
      expect(helpers.unitWord(value)).toMatch(/^"(?:[^"\\]|\\["\\])*"$/);
    });
  });
});

describe('lit', () => {
  it('evaluates to the text itself', () => {
    always((value) => {
      expect(runInNewContext(helpers.lit(value))).toBe(value);
    });
  });

  it('is one line that ends no script, comment or template, and hides nothing', () => {
    always((value) => {
      expect(helpers.lit(value)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]|<\/|<!/u);
    });
  });

  it('reads plainly where it can', () => {
    expect(helpers.lit('plain text')).toBe("'plain text'");
    expect(helpers.lit("it's")).toBe('"it\'s"');
  });
});

describe('json', () => {
  it('parses back to the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(helpers.json(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('member', () => {
  it('reaches any name, and only that', () => {
    always((name) => {
      const root = Object.assign(Object.create(null), { [name]: 'found' });
      expect(runInNewContext(helpers.member('root', [name]), { root })).toBe('found');
    });
  });

  it('reads as a person would write it', () => {
    expect(helpers.member('lib', ['default', 'odd name', 'class'])).toBe(
      'lib.default["odd name"].class',
    );
  });
});

describe('comment', () => {
  it('ends neither a line comment nor a block comment', () => {
    always((value) => {
      const comment = helpers.comment(value);
      expect(runInNewContext(`/* ${comment} */ 1 // ${comment}`)).toBe(1);
      expect(comment).not.toContain('*/');
    });
  });
});

describe('md', () => {
  it('starts no structure: no line, table cell, code, link, tag or emphasis of its own', () => {
    always((value) => {
      const escaped = helpers.md(value);
      expect(escaped).not.toMatch(/[\r\n]/);
      expect(escaped.replace(/\\[^A-Za-z0-9\s]/g, '')).not.toMatch(/[`*_{}[\]<>|~#]/);
    });
  });

  it('shows entities as they were written', () => {
    expect(helpers.md('a & b &lt;')).toBe('a &amp; b &amp;lt;');
    expect(helpers.md('1. not a list')).toBe('1\\. not a list');
    expect(helpers.md('- not a list')).toBe('\\- not a list');
  });
});

describe('mdCode', () => {
  it('is closed by nothing in the text', () => {
    always((value) => {
      const code = helpers.mdCode(value);
      if (code.startsWith('<code>')) {
        expect(code.slice(6, -7)).not.toMatch(/[<>|`]/);
        return;
      }
      const fence = /^`+/.exec(code)?.[0] ?? '';
      const runs = code.slice(fence.length, -fence.length).match(/`+/g) ?? [];
      expect(runs.every((run) => run.length !== fence.length)).toBe(true);
      expect(code).not.toMatch(/[\r\n|]/);
    });
  });

  it.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`x', '`` `x ``'],
    ['a|b', '<code>a&#124;b</code>'],
  ])('writes %j as %s', (value, expected) => expect(helpers.mdCode(value)).toBe(expected));
});

describe('html', () => {
  it('is text alone: no tag, entity or quote of its own, and nothing that hides or cannot be written', () => {
    always((value) => {
      const encoded = helpers.html(value);
      expect(encoded.replace(/&#\d+;/g, '')).not.toMatch(/[&<>"'`]/);
      expect(encoded.replace(/[\n\t]/g, '')).not.toMatch(
        /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u,
      );
    });
  });

  it('reads back as it was, but for what cannot be shown', () => {
    always((value) => {
      const read = helpers.html(value).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
      const shown = (text: string) => text.replace(/[\p{C}\p{Z}\s\ufffd]/gu, '');
      expect(shown(read)).toBe(shown(value));
    });
  });

  it('keeps lines, and says so where half a character is', () => {
    expect(helpers.html('a\r\nb\tc\rd')).toBe('a\nb\tc\nd');
    expect(helpers.html('\ud800 \u202e\0')).toBe('\ufffd   ');
    expect(helpers.html(`<a href="x" b='y'>&amp;`)).toBe(
      '&#60;a href=&#34;x&#34; b=&#39;y&#39;&#62;&#38;amp;',
    );
  });
});

describe('yaml and compose', () => {
  it('are double-quoted scalars on one line whose escapes YAML shares with JSON', () => {
    always((value) => {
      const scalar = helpers.yaml(value);
      expect(scalar.slice(1, -1)).not.toMatch(/(?<!\\)(?:\\\\)*"|\p{Cc}/u);
      expect(scalar).not.toMatch(/(?<!\\)(?:\\\\)*\\[^"\\/bfnrtu]/);
      expect(JSON.parse(scalar)).toBe(value);
      expect(parseYaml(`a: ${scalar}\nb: [${scalar}]\n`)).toEqual({ a: value, b: [value] });
    });
  });

  it('leave Compose no variable to replace', () => {
    always((value) => {
      const scalar = helpers.compose(value);
      expect(scalar.replaceAll('$$', '')).not.toContain('$');
      expect(JSON.parse(scalar.replaceAll('$$', () => '$'))).toBe(value);
    });
  });
});

describe('toml', () => {
  it('reads back through a parser, keys and values, or is refused', () => {
    always((value) => {
      const table = { a: value, inner: { [value]: value, deeper: { b: value } }, z: 'last' };
      const written = attempt(() => helpers.toml(table));
      if (written !== undefined) expect(parse(written)).toEqual(table);
    });
  });

  it('gives each table a header of its own, after what the one above holds', () => {
    expect(helpers.toml({ a: { b: { c: '1', d: { 'e f': '2' } } } })).toBe(
      '[a.b]\nc = "1"\n\n[a.b.d]\n"e f" = "2"\n',
    );
    expect(parse(helpers.toml({ a: {}, b: 'x' }))).toEqual({ a: {}, b: 'x' });
  });

  it('refuses half a surrogate pair', () => {
    expect(() => helpers.toml({ a: '\ud800' })).toThrow(RangeError);
  });
});

describe('env', () => {
  it('reads back through Node, or is refused', () => {
    always((value) => {
      const written = attempt(() => helpers.env(value));
      if (written === undefined) return;
      expect(parseEnv(`A=${written}\nB=2\n`)).toEqual({ A: value, B: '2' });
    });
  });

  it.each(['', 'plain', 'a b', 'https://x.example/?a=1&b=2', '$HOME', "it's", '#no comment'])(
    'writes %j',
    (value) => expect(parseEnv(`A=${helpers.env(value)}\n`)).toEqual({ A: value }),
  );

  it('refuses what no quote can hold', () => {
    expect(() => helpers.env(`'"$`)).toThrow(RangeError);
    expect(() => helpers.env('\ud800')).toThrow(RangeError);
  });
});

describe('path and shellArg', () => {
  it('are one word to a shell, the text on one line', () => {
    const words = fc.sample(text, 300);
    const command = `printf '%s\\0' ${words.map(helpers.shellArg).join(' ')}`;
    const heard = execFileSync('sh', ['-c', command], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1);
    const plain = (value: string) => value.replace(/[\p{C}\p{Zl}\p{Zp}\ufffd]/gu, ' ');
    expect(heard.map(plain)).toEqual(words.map(plain));
  });

  it('stay on their line', () => {
    always((value) => {
      expect(helpers.path(value)).not.toMatch(/[\r\n\\]/);
      const arg = helpers.shellArg(value);
      expect(arg).toMatch(/^(?:[A-Za-z0-9_./:@%+,=-]+|'(?:[^'\r\n]|'\\'')*')$/);
    });
  });

  it('quotes only where a shell would see more than text', () => {
    expect(helpers.shellArg('src/lib.ts')).toBe('src/lib.ts');
    expect(helpers.shellArg("a'b; rm")).toBe("'a'\\''b; rm'");
  });
});

function attempt(action: () => string): string | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
