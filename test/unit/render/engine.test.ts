// The template engine: strict about names, blind to prototypes, and no HTML escaping.
import { describe, expect, it } from 'vitest';
import { renderTemplate } from '../../../src/render/engine.js';
import { packageTemplates } from '../../../src/render/templates.js';

describe('renderTemplate', () => {
  it('places text as it is, and encodes where it is told to', () => {
    expect(renderTemplate('{{name}} {{lit name}}', { name: `<b>"'` })).toBe(`<b>"' "<b>\\"'"`);
    expect(renderTemplate('{{json value}}', { value: { a: [1] } })).toContain('"a": [');
  });

  it('never renders text of users as a template', () => {
    expect(renderTemplate('{{name}}', { name: '{{other}}', other: 'x' })).toBe('{{other}}');
  });

  it('refuses names that the view lacks, and inherited ones', () => {
    expect(() => renderTemplate('{{missing}}', {})).toThrow(/missing/);
    expect(() => renderTemplate('{{lit missing}}', {})).toThrow(/takes text/);
    expect(() => renderTemplate('{{json missing}}', {})).toThrow(/takes a value/);
    expect(renderTemplate('{{constructor}}{{a.__proto__}}{{a.toString}}', { a: {} })).toBe('');
  });

  it('knows no helpers but ours, and encodes nothing but text', () => {
    expect(() => renderTemplate('{{shout name}}', { name: 'x' })).toThrow(/shout/);
    expect(() => renderTemplate('{{lookup name "a"}}', { name: 'x' })).toThrow();
    expect(() => renderTemplate('{{lit count}}', { count: 1 })).toThrow(/takes text, got number/);
  });

  it('includes the partials it is given', () => {
    expect(renderTemplate('a {{> part}} c', { b: 'b' }, { part: '{{b}}' })).toBe('a b c');
  });
});

describe('packageTemplates', () => {
  it('lists and reads what travels in the package', () => {
    const templates = packageTemplates();
    const files = templates.list('project/src/runtime');
    expect(files).toContain('project/src/runtime/tool.ts');
    expect(templates.read('project/src/runtime/tool.ts')).toMatch(/^\/\/ What a tool is here/);
    expect(() => templates.read('no/such/file')).toThrow(/ENOENT/);
  });
});
