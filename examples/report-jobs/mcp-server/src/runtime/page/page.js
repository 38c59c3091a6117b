// The page in the browser: copy buttons, and the address it is read at in place of the one it was made for.

const stated = document.documentElement.dataset.url ?? '';
const here = new URL('mcp', location.href).href;

if (stated !== here) showAddress();
for (const figure of document.querySelectorAll('figure')) addCopyButton(figure);

/** A server runs in more places than it was generated for: on another port, behind a tunnel. */
function showAddress() {
  for (const element of document.querySelectorAll('.address, pre')) {
    element.textContent = element.textContent?.replaceAll(stated, here) ?? '';
  }
  for (const link of document.querySelectorAll('a[href]')) {
    link.setAttribute('href', moved(link.getAttribute('href') ?? ''));
  }
  const notice = document.querySelector('#here');
  notice?.removeAttribute('hidden');
  notice?.querySelectorAll('code').forEach((code, index) => {
    code.textContent = [here, stated][index] ?? '';
  });
}

/**
 * A link that installs the server carries the address in JSON: percent-encoded, or as base64 in `config`.
 * @param {string} link
 */
function moved(link) {
  const plain = link.replaceAll(encodeURIComponent(stated), encodeURIComponent(here));
  const config = new URL(plain).searchParams.get('config');
  if (config === null) return plain;
  const url = new URL(plain);
  url.searchParams.set('config', btoa(atob(config).replaceAll(stated, here)));
  return url.href;
}

/** @param {HTMLElement} figure */
function addCopyButton(figure) {
  const caption = figure.querySelector('figcaption');
  const snippet = figure.querySelector('pre');
  if (caption === null || snippet === null) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', `Copy ${caption.textContent}`);
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    button.textContent = (await copied(snippet)) ? 'Copied' : 'Selected: press Ctrl+C';
  });
  button.addEventListener('blur', () => {
    button.textContent = 'Copy';
  });
  caption.append(button);
}

/**
 * False where the browser lets no page write the clipboard, as over plain HTTP: then the text is selected.
 * @param {HTMLPreElement} snippet
 */
async function copied(snippet) {
  try {
    await navigator.clipboard.writeText(snippet.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(snippet);
    return false;
  }
}
