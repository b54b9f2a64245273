/** Dependencies point one way: ui → worker client ⇢ worker → engine. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[.]wasm$' },
    },
    {
      name: 'engine-stands-alone',
      comment: 'The engine runs in page, worker and Node, and knows none of its users.',
      severity: 'error',
      from: { path: '^web/engine/' },
      to: { path: '^(web/(?!engine/)|scripts/|tests/)' },
    },
    {
      name: 'engine-knows-no-node',
      comment:
        'Node built-ins live in *.node.js files, chosen by the "imports" of package.json. What docs show runs in Node.',
      severity: 'error',
      from: { path: '^web/', pathNot: '[.]node[.]js$|^web/docs/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-files-by-condition',
      severity: 'error',
      from: { path: '^web/', pathNot: '[.]node[.]js$' },
      to: { path: '[.]node[.]js$', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'published-code-needs-no-development-package',
      severity: 'error',
      from: { path: '^(web/engine|scripts/cli)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'worker-knows-no-ui',
      severity: 'error',
      from: { path: '^web/worker/' },
      to: { path: '^web/(ui|lessons)/' },
    },
    {
      name: 'ui-reaches-the-worker-through-its-client',
      severity: 'error',
      from: { path: '^web/(ui|lessons)/' },
      to: {
        path: '^web/worker/',
        pathNot: '^web/worker/(client|helper-stand|open|protocol|sharing)[.]js$',
      },
    },
    {
      name: 'ui-leaves-computing-to-the-worker',
      comment: 'Of the engine, the page itself uses documents, links, tables and errors.',
      severity: 'error',
      from: { path: '^web/(ui|lessons)/' },
      to: { path: '^web/engine/(index|load|memory|engine|network|store|run)[.]js$' },
    },
    {
      name: 'web-knows-no-scripts',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(scripts|tests)/' },
    },
    {
      name: 'no-code-from-tests',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|dist|web/data)/' },
    detectJSDocImports: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
