import { z } from 'zod';

const steps = { x: z.number().int(), y: z.number().int() };
export const moveInput = z.object(steps).extend({ fast: z.boolean().optional() });
