/** Whether motion is to be kept low. */
export const calm = matchMedia('(prefers-reduced-motion: reduce)');
