// @ts-check
/**
 * Violations that are known, each with its reason: they do not fail the run. One that is no longer violated does, so that
 * the list stays true. For example:
 *
 *   {
 *     clause: 'sigmoid/forward/tail',
 *     versions: '^2.0.0', // of the runtime
 *     reason: 'exp overflows below −88.7, where the result would be subnormal.',
 *     url: 'where it is reported or can be read',
 *   }
 *
 * @type {readonly import('@rectify/backend').Deviation[]}
 */
export const deviations = [];
