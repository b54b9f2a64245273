/** Style sheets that come with a script that is fetched when it is wanted. */
declare module '*.css';
