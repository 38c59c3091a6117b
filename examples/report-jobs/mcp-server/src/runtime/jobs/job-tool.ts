// A tool that runs as a job, and whether it may run again.
import type { Tool } from '../tool.ts';

export type JobTool = Tool & {
  /** Run again when the process dies in the middle. */
  readonly retry?: true;
};

/** For functions that may be called twice with the same arguments. */
export function retried(tool: Tool): JobTool {
  return { ...tool, retry: true };
}
