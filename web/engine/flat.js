/**
 * Slopes smaller than this are flat. Slopes are numbers of single precision, and so is this: leaky_relu's own 0.01 is not
 * below it.
 */
export const FLAT = Math.fround(0.01);
