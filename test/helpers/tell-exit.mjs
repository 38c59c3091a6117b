// Runs a program in this terminal and prints its exit code under it: what tmux says of one is not reliable.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
process.on('SIGINT', () => {}); // Ctrl-C reaches the program too, and is for it alone
spawn(command, args, { stdio: 'inherit' }).on('exit', (code, signal) => {
  process.stdout.write(`\n[ended with ${code ?? signal}]\n`);
});
