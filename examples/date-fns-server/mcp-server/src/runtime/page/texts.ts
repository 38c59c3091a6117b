// What the page is made of, as text in the bundle: the server reads no file to show it.
import html from '../../page.gen.html?text' with { type: 'text' };
import calls from './calls.js?text' with { type: 'text' };
import elements from './elements.js?text' with { type: 'text' };
import style from './page.css?text' with { type: 'text' };
import script from './page.js?text' with { type: 'text' };
import type { PageTexts } from './route.ts';
import forms from './try.js?text' with { type: 'text' };

export const page: PageTexts = {
  html,
  files: { 'page.css': style, 'page.js': script },
  forms: { 'try.js': forms, 'calls.js': calls, 'elements.js': elements },
};
