// What `import text from './file?text' with { type: 'text' }` gives: the build puts the text into the bundle.
declare module '*?text' {
  const text: string;
  export default text;
}
