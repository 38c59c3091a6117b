#!/usr/bin/env node
// The command create-mcp-server.
import { main } from './main.js';

await main(async () => {
  const [{ createCommand }, { parts }] = await Promise.all([
    import('./create-command.js'),
    import('./parts.js'),
  ]);
  return (context) => createCommand(context, parts);
});
