'use strict';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
let api;

/** An element with text or children; text is never read as HTML. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** What a $ref of this document points to; anything else as it is. */
function resolve(node) {
  for (let hops = 0; node && node.$ref && hops < 8; hops++) {
    node = node.$ref.replace('#/', '').split('/').reduce((at, key) => at && at[key], api);
  }
  return node || {};
}

/** A schema as a person would sketch it: an example of its shape, to a few levels. */
function sketch(schema, depth = 0) {
  const name = schema && schema.$ref ? schema.$ref.split('/').pop() : undefined;
  const shape = resolve(schema);
  if (depth > 4) return name || '…';
  if (shape.enum) return shape.enum.join(' | ');
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map((part) => sketch(part, depth)));
  const choice = shape.oneOf || shape.anyOf;
  if (choice) return sketch(choice[0], depth + 1);
  if (shape.properties) {
    return Object.fromEntries(Object.entries(shape.properties).map(([key, value]) => [key, sketch(value, depth + 1)]));
  }
  if (shape.items) return [sketch(shape.items, depth + 1)];
  return [].concat(shape.type || 'any').join(' | ') + (shape.format ? ` (${shape.format})` : '');
}

function table(head, rows) {
  if (!rows.length) return null;
  const line = (cells, cell) => element('tr', {}, ...cells.map((text) => element(cell, {}, String(text ?? ''))));
  return element('table', {}, line(head, 'th'), ...rows.map((row) => line(row, 'td')));
}

function content(of) {
  return Object.entries(of.content || {}).flatMap(([type, media]) => [
    element('p', {}, element('code', {}, type)),
    element('pre', {}, JSON.stringify(sketch(media.schema), null, 2)),
  ]);
}

function operation(path, method, item) {
  const op = item[method];
  const parameters = [...(item.parameters || []), ...(op.parameters || [])].map(resolve);
  const body = op.requestBody && resolve(op.requestBody);
  const answers = Object.entries(op.responses || {}).map(([status, answer]) => [status, resolve(answer)]);
  const good = answers.filter(([status]) => status.startsWith('2'));
  const box = element('details', { id: `${method}-${path}` },
    element('summary', {}, element('span', { class: 'method' }, method.toUpperCase()), element('code', {}, path),
      element('span', { class: 'summary' }, op.summary || '')),
    op.description ? element('p', {}, op.description) : null,
    table(['parameter', 'in', 'type', 'what'],
      parameters.map((p) => [p.name + (p.required ? ' *' : ''), p.in, JSON.stringify(sketch(p.schema)), p.description])),
    ...(body ? [element('h3', {}, 'Body'), ...content(body)] : []),
    element('h3', {}, 'Answers'),
    table(['status', 'what'], answers.map(([status, answer]) => [status, answer.description])),
    ...good.flatMap(([, answer]) => content(answer)));
  box.dataset.words = `${method} ${path} ${op.summary || ''} ${op.description || ''} ${(op.tags || []).join(' ')}`.toLowerCase();
  box.dataset.group = (op.tags || ['other'])[0];
  return box;
}

function show() {
  const words = document.getElementById('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const box of document.querySelectorAll('details')) {
    box.hidden = !words.every((word) => box.dataset.words.includes(word));
  }
}

async function load() {
  const answer = await fetch('/openapi', { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  api = await answer.json();
  const boxes = Object.entries(api.paths).sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([path, item]) => METHODS.filter((method) => item[method]).map((method) => operation(path, method, item)));
  for (const group of [...new Set(boxes.map((box) => box.dataset.group))].sort()) {
    document.getElementById('operations').append(
      element('section', {}, element('h2', {}, group), ...boxes.filter((box) => box.dataset.group === group)));
  }
  const away = api['x-unavailable'] ? ` Away at the moment: ${api['x-unavailable'].join(', ')}.` : '';
  document.getElementById('state').textContent = `${boxes.length} operations.${away}`;
}

document.getElementById('filter').addEventListener('input', show);
load().catch((failure) => {
  document.getElementById('state').textContent = `The API document could not be loaded: ${failure.message}`;
});
