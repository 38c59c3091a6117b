// Files where rules name the callers: of a caller that none names, no file is theirs any more.
import { NOTHING } from '../callers.ts';
import type { Route, Service } from '../service.ts';

/** No file is made for it. */
const NOBODY = '';

/** The route as it is for named callers; signed links lead to their file for everybody. */
export function forNamed(route: Route, { shown }: Required<Pick<Service, 'shown'>>): Route {
  const asNamed = (caller: string) => (shown(caller) === NOTHING ? NOBODY : caller);
  return {
    ...route,
    serve({ caller, ...exchange }) {
      return route.serve({ ...exchange, caller: caller === undefined ? caller : asNamed(caller) });
    },
  };
}
