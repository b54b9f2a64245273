import { readFileSync } from 'node:fs';
import { parse as parseModule } from 'acorn';
import { parse as parseComment } from 'comment-parser';

/**
 * @typedef {object} Documented
 * @property {string} name
 * @property {'function' | 'class' | 'constant'} kind
 * @property {string[]} [words] parameters, as they are named in the source
 * @property {string} text
 * @property {Field[]} params
 * @property {{ type: string, text: string } | null} returns
 * @property {string} throws
 * @property {string[]} examples
 * @property {Documented[]} members methods of a class
 * @property {Field[]} fields of a class, its getters among them
 * @property {URL} file
 *
 * @typedef {{ name: string, type: string, text: string, optional: boolean }} Field
 *
 * @typedef {object} Typedef
 * @property {string} name
 * @property {string} type
 * @property {string} text
 * @property {Field[]} properties
 */

/** @typedef {ReturnType<typeof parseComment>[number]} Block */
/** @typedef {any} Node of acorn's tree */

/** @type {Map<string, ReturnType<typeof read>>} */
const modules = new Map();

/** @param {URL} file */
function moduleAt(file) {
  let found = modules.get(file.href);
  if (!found) {
    found = read(file);
    modules.set(file.href, found);
  }
  return found;
}

/** @param {URL} file */
function read(file) {
  const source = readFileSync(file, 'utf8');
  /** @type {{ text: string, start: number, end: number }[]} */
  const comments = [];
  const tree = /** @type {Node} */ (
    parseModule(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      onComment: (block, text, start, end) => {
        if (block && text.startsWith('*')) comments.push({ text, start, end });
      },
    })
  );
  /** @param {number} start @returns {string | undefined} the comment that ends right before */
  const textBefore = (start) =>
    comments.findLast(({ end }) => end <= start && source.slice(end, start).trim() === '')?.text;
  const before = (/** @type {number} */ start) => {
    const text = textBefore(start);
    return text === undefined ? null : blockOf(text);
  };
  return { file, tree, before, textBefore, blocks: comments.map(({ text }) => blockOf(text)) };
}

/** @param {string} text @returns {Block} */
function blockOf(text) {
  const [block] = parseComment(`/*${text}*/`, { spacing: 'preserve' });
  return block ?? { description: '', tags: [], source: [], problems: [] };
}

/**
 * What a module exports, wherever it is defined, in the order of its exports.
 *
 * @param {URL} file
 * @returns {Documented[]}
 */
export function exportsOf(file) {
  const { tree } = moduleAt(file);
  return tree.body.flatMap((/** @type {Node} */ node) => {
    if (node.type !== 'ExportNamedDeclaration') return [];
    if (node.declaration) return definitions(file, node);
    return node.specifiers.map((/** @type {Node} */ one) => {
      const from = node.source
        ? new URL(node.source.value, file)
        : importedFrom(file, one.local.name);
      return find(from, one.local.name);
    });
  });
}

/** @param {URL} file @param {string} name */
function importedFrom(file, name) {
  const { tree } = moduleAt(file);
  const found = tree.body.find(
    (/** @type {Node} */ node) =>
      node.type === 'ImportDeclaration' &&
      node.specifiers.some((/** @type {Node} */ one) => one.local.name === name),
  );
  return found ? new URL(found.source.value, file) : file;
}

/** @param {URL} file @param {string} name @returns {Documented} */
function find(file, name) {
  const found = exportsOf(file).find((one) => one.name === name);
  if (found) return found;
  throw new Error(`${file.pathname} exports no ${name} that can be read.`);
}

/** @param {URL} file @param {Node} node @returns {Documented[]} */
function definitions(file, node) {
  const { before } = moduleAt(file);
  const { declaration } = node;
  const block = before(node.start);
  if (declaration.type === 'FunctionDeclaration') {
    const { id, params } = declaration;
    return [documented(id.name, 'function', block, file, wordsOf(params))];
  }
  if (declaration.type === 'ClassDeclaration') {
    const members = declaration.body.body.flatMap((/** @type {Node} */ one) => member(file, one));
    const fields = fieldsOf(file, declaration);
    return [{ ...documented(declaration.id.name, 'class', block, file), members, fields }];
  }
  return declaration.declarations.flatMap((/** @type {Node} */ { id }) =>
    namesIn(id).map((name) => documented(name, 'constant', block, file)),
  );
}

/** @param {Node} pattern of a declaration @returns {string[]} */
function namesIn(pattern) {
  if (pattern.type === 'Identifier') return [pattern.name];
  return pattern.properties.map((/** @type {Node} */ { value }) => value.name);
}

/** @param {URL} file @param {Node} node @returns {Documented[]} nothing of what is not public */
function member(file, node) {
  const { before } = moduleAt(file);
  const block = before(node.start);
  const hidden = block?.tags.some(({ tag }) => tag === 'internal' || tag === 'override');
  if (node.type !== 'MethodDefinition' || node.key.type !== 'Identifier' || hidden || !block) {
    return [];
  }
  if (node.kind !== 'method') return [];
  return [documented(node.key.name, 'function', block, file, wordsOf(node.value.params))];
}

/** @param {URL} file @param {Node} declaration of a class @returns {Field[]} those of what it extends first */
function fieldsOf(file, { superClass, body }) {
  const from = superClass ? importedFrom(file, superClass.name) : file;
  const inherited = from === file ? [] : find(from, superClass.name).fields;
  const own = body.body.flatMap((/** @type {Node} */ node) => {
    if (node.kind === 'constructor') {
      return node.value.body.body.flatMap((/** @type {Node} */ one) => setField(file, one));
    }
    const named = node.key?.type === 'Identifier' && !node.static;
    return named && node.kind !== 'method' ? field(file, node, node.key.name) : [];
  });
  return [...inherited, ...own];
}

/** @param {URL} file @param {Node} node of a constructor @returns {Field[]} what it sets */
function setField(file, node) {
  const { type, left } = node.expression ?? {};
  if (type !== 'AssignmentExpression' || left.object?.type !== 'ThisExpression') return [];
  return left.property.type === 'Identifier' ? field(file, node, left.property.name) : [];
}

/** @param {URL} file @param {Node} node @param {string} name @returns {Field[]} nothing of what is not public */
function field(file, node, name) {
  const text = moduleAt(file).textBefore(node.start);
  if (text === undefined || text.includes('@internal')) return [];
  const { returns, text: about } = documented(name, 'constant', blockOf(text), file);
  if (returns) {
    const words = [about, returns.text].filter((one) => one !== '').join(' ');
    return [{ name, type: returns.type, text: words, optional: false }];
  }
  const [tag = '', type = ''] = /@type \{(.*)\}\s*$/s.exec(text) ?? [];
  const words = text
    .replace(tag, '')
    .replace('@readonly', '')
    .replaceAll(/^\s*\*/gm, '');
  return [{ name, type, text: plain(words), optional: false }];
}

/** @param {Node[]} params @returns {string[]} */
function wordsOf(params) {
  return params.map((one) => {
    const node = one.type === 'AssignmentPattern' ? one.left : one;
    return node.type === 'Identifier' ? node.name : '';
  });
}

/**
 * @param {string} name
 * @param {Documented['kind']} kind
 * @param {Block | null} block
 * @param {URL} file
 * @param {string[]} [words]
 * @returns {Documented}
 */
function documented(name, kind, block, file, words = []) {
  const tags = block?.tags ?? [];
  const own = (/** @type {string} */ wanted) => tags.filter(({ tag }) => tag === wanted);
  const [returns] = own('returns');
  return {
    ...{ name, kind, words, file, members: [], fields: [] },
    text: plain(block?.description ?? ''),
    params: own('param')
      .filter((tag) => !tag.name.includes('.'))
      .map(described),
    returns: returns
      ? { type: returns.type, text: plain(`${returns.name} ${returns.description}`) }
      : null,
    throws: plain(
      own('throws')
        .map((tag) => `${tag.name} ${tag.description}`)
        .join(' '),
    ),
    examples: own('example').map((tag) => exampleOf(tag)),
  };
}

/** @param {Block['tags'][number]} tag */
function described({ name, type, description, optional }) {
  return { name, type, text: plain(description), optional };
}

/** @param {Block['tags'][number]} tag @returns {string} its code as it stands */
function exampleOf({ source }) {
  return source
    .map(
      ({ tokens }) =>
        `${tokens.postDelimiter.slice(1)}${tokens.name}${tokens.postName}${tokens.type}${tokens.postType}${tokens.description}`,
    )
    .slice(1)
    .join('\n')
    .trim();
}

/**
 * What comments say of the rows of a table.
 *
 * @param {URL} file
 * @param {string} name of an exported list of objects with a `name`
 * @returns {Map<string, string>} by the rows' names
 */
export function rowTexts(file, name) {
  const { tree, before } = moduleAt(file);
  const [list] = tree.body.flatMap((/** @type {Node} */ { declaration }) =>
    (declaration?.declarations ?? []).filter((/** @type {Node} */ { id }) => id.name === name),
  );
  return new Map(
    list.init.elements.map((/** @type {Node} */ row) => {
      const named = row.properties.find((/** @type {Node} */ { key }) => key.name === 'name');
      return [named.value.value, plain(before(row.start)?.description ?? '')];
    }),
  );
}

/** @param {string} text of several lines */
function plain(text) {
  return text
    .split(/\n\s*\n/)
    .map((part) => (/^\s*[-|]/m.test(part) ? part : part.replaceAll(/\s*\n\s*/g, ' ')))
    .join('\n\n')
    .trim();
}

/** @param {URL} file @returns {Typedef[]} */
export function typedefsOf(file) {
  return moduleAt(file).blocks.flatMap(({ description, tags }) => {
    /** @type {Typedef[]} */
    const found = [];
    for (const tag of tags) {
      if (tag.tag === 'typedef') {
        const text = plain(`${description} ${tag.description}`);
        found.push({ name: tag.name, type: tag.type, text, properties: [] });
      }
      if (tag.tag === 'property') found.at(-1)?.properties.push(described(tag));
    }
    return found;
  });
}
