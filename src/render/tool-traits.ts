// What of the runtime a tool needs, read off its model.
import type { PlannedTool } from '../plan/server.js';
import { isTrimmed } from './call.js';

/** Whether a call of the tool leaves arguments away that are not given. */
export function trimsArguments(tool: PlannedTool): boolean {
  const { source, signatures = [tool] } = tool;
  return signatures.some(({ params }) => isTrimmed({ source, params }));
}

/** Whether it is served by the runtime file for such tools. */
export function isOverloaded({ signatures }: PlannedTool): boolean {
  return signatures !== undefined;
}

/** Whether it is an object of an AI library that the runtime calls. */
export function isToolObject({ call, params }: PlannedTool): boolean {
  return call.bound === true || params.some(({ role }) => role === 'execution');
}

/** Whether schemas of the module's own judge its arguments. */
export function bringsSchema({ inputFrom, params, signatures = [] }: PlannedTool): boolean {
  const own = [{ inputFrom, params }, ...signatures];
  return own.some((one) => one.inputFrom !== undefined || one.params.some(({ schema }) => schema));
}
