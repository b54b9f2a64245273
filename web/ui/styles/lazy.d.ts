/** Style sheets that a script brings along. */
declare module '*.css';
