#!/usr/bin/env node
// The command mcp-wrap.
import { main } from './main.js';

await main(async () => {
  const [{ wrapCommand }, { parts }] = await Promise.all([
    import('./wrap-command.js'),
    import('./parts.js'),
  ]);
  return (context) => wrapCommand(context, parts);
});
