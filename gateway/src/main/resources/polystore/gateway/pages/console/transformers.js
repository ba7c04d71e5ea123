/** Transformers: the mappings from rows to documents with their lag, drift and dead letters, and a document beside its rows. */
import { html, useState } from './lib/standalone.module.js';
import { call, get, path, query } from './api.js';
import { has } from './session.js';
import { Badge, Facts, Failure, Field, Json, Loaded, More, Table, Time, fields, useChange, useEvery, useList, useLoad } from './widgets.js';

const EVERY_MS = 2000;

/** The consumer of the topic that the mapping fills; its dead letters are those of the mapping too. */
const LETTERS = ['v1', 'dead-letters', 'analytics', 'analytics-documents'];

const documentPath = (id, ...rest) => path('v1', 'admin', 'transformers', 'orders', 'documents', id, ...rest);

async function mappings(signal) {
  const [list, system, consumers] = await Promise.all([
    get('/v1/admin/transformers', { signal }), get('/v1/system', { signal }),
    get('/v1/dead-letters/analytics', { signal }).catch(() => undefined),
  ]);
  const waits = system.value.services.filter((it) => it.service === 'orders').flatMap((it) => it.instances)
    .map((it) => it.backlog).filter(Boolean);
  const consumer = consumers && consumers.value.items.find((it) => it.consumer === LETTERS[3]);
  return list.value.items.map((it) => ({ ...it, consumer, backlog: waits[0] }));
}

export function TransformersPage() {
  const all = useLoad(mappings, []);
  useEvery(EVERY_MS, all.reload);
  return html`<div><h1>Transformers</h1>
    <${Loaded} of=${all} isEmpty=${(it) => it.length === 0} empty="No service runs a mapping.">${(it) => html`
      <${Table} caption="Mappings from rows to documents" rows=${it} columns=${[
        { title: 'Mapping', cell: (one) => html`<a href="#/transformers/${one.mapping}">${one.mapping}</a>` },
        { title: 'Version', number: true, cell: (one) => one.version },
        { title: 'From', cell: (one) => `rows of ${one.root}` },
        { title: 'To', cell: (one) => one.topic },
        { title: 'Changes that wait', number: true, cell: (one) => (one.backlog ? one.backlog.waiting : 'unknown') },
        { title: 'Lag', number: true, cell: lag },
        { title: 'Published', number: true, cell: (one) => one.published },
        { title: 'Refused', number: true, cell: (one) => one.refused },
        { title: 'Dead letters', number: true, cell: (one) => (one.consumer ? one.consumer.letters : 'unknown') },
      ]} />
      <p class="quiet">Published and refused count since the start of the instance. Lag is the time until a change is in the
        topic and from there in MongoDB.</p>
      ${it.map((one) => html`<${Drift} key=${one.mapping} ids=${one.newest} />`)}`}</>
    <${Letters} />
    <${Find} /></div>`;
}

function lag({ backlog, consumer }) {
  if (!backlog || !consumer) return 'unknown';
  return `${(backlog.waiting > 0 ? backlog.oldestSeconds : 0).toFixed(0)} s + ${consumer.lagSeconds.toFixed(1)} s`;
}

/** Equal whatever the order of the fields is, and without the mark that tells when a document was made. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).filter((key) => key !== '_m').sort().map((key) => [key, sorted(value[key])]));
}

const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** @returns the document in MongoDB; null if there is none */
async function stored(id, signal) {
  try {
    return (await get(path('v1', 'analytics', 'orders', id), { signal })).value;
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

async function compared(id, signal) {
  const [now, then] = await Promise.all([get(documentPath(id), { signal }), stored(id, signal)]);
  return { id, equal: then !== null && same(now.value.document, then) };
}

function Drift({ ids }) {
  const check = useChange();
  const run = () => check.run(async () => {
    const found = [];
    for (const id of ids) found.push(await compared(id));
    return found;
  });
  if (!has('analyst')) return html`<h2>Drift</h2><p class="quiet">To compare stored documents needs the role <code>analyst</code> too.</p>`;
  const different = check.done && check.done.filter((it) => !it.equal);
  return html`<div><h2>Drift</h2>
    <p><button type="button" disabled=${check.busy} onClick=${run}>Compare the newest documents</button>
      ${' '}<span class="quiet">All of them: <code>./polystore transform verify orders</code>.</span></p>
    ${check.busy && html`<p class="quiet" role="status">Comparing ${ids.length} documents…</p>`}
    ${check.problem && html`<${Failure} problem=${check.problem} />`}
    ${different && html`<p class=${different.length > 0 ? 'message failed' : 'message'} role="status">
      ${check.done.length} documents, ${different.length} differences${different.length > 0 ? ': ' : '.'}
      ${different.map((it) => html`<a href="#/transformers/orders/${it.id}">${it.id}</a> `)}</p>`}</div>`;
}

/** Of records that could not be published: they have no offset, and only the mapping can try again. */
const isOfMapping = (letter) => letter.offset < 0;

function Letters() {
  const list = useList(async (cursor, signal) => (await get(query(path(...LETTERS), { limit: 50, cursor }), { signal })).value, []);
  const change = useChange();
  // A document that cannot be made again is a new dead letter, with the cause of now.
  const retry = (letter) => change.run(async () => {
    await call('POST', documentPath(letter.key, 'publication'));
    await call('POST', path(...LETTERS, letter.id, 'discard'), { body: { reason: 'The document is made again.', dryRun: false } });
    list.reload();
    return letter;
  });
  return html`<div><h2>Dead letters</h2>
    ${change.done && html`<p class="message" role="status">The document of ${change.done.key} is made and published again. If that fails, it is
      a dead letter again.</p>`}
    ${change.problem && html`<${Failure} problem=${change.problem} />`}
    <${Loaded} of=${list} isEmpty=${(page) => page.items.length === 0} empty="Every document could be made and stored.">${() => html`
      <${Table} caption="Documents that could not be made or stored" rows=${list.items} columns=${[
        { title: 'Root', cell: (one) => html`<a href="#/transformers/orders/${encodeURIComponent(one.key)}">${one.key}</a>` },
        { title: 'Since', cell: (one) => html`<${Time} at=${one.at} />` },
        { title: 'Cause', cell: (one) => one.cause },
        { title: 'Attempts', number: true, cell: (one) => one.attempts },
        { title: 'Next', cell: (one) => (isOfMapping(one)
          ? html`<button type="button" disabled=${change.busy} aria-label=${`Retry ${one.key}`} onClick=${() => retry(one)}>Retry</button>`
          : html`<a href=${query('#/dead-letters', { consumer: LETTERS[3], letter: one.id })}>Decide</a>`) },
      ]} />
      <${More} list=${list} noun="dead letters" />`}</></div>`;
}

function Find() {
  const find = (event) => {
    event.preventDefault();
    location.hash = `#/transformers/orders/${encodeURIComponent(fields(event.target).id.trim())}`;
  };
  return html`<div><h2>A document beside its rows</h2><form class="filter" onSubmit=${find}>
    <${Field} label="Id of the order" name="id" required /> <button type="submit">Show</button></form></div>`;
}

/** @param id `orders`, or `orders/` and the id of an order */
export function TransformerPage({ id }) {
  const order = id.split('/').slice(1).join('/');
  return order ? html`<${BesideRows} order=${order} />` : html`<${TransformersPage} />`;
}

function BesideRows({ order }) {
  const both = useLoad(async (signal) => {
    const [now, then] = await Promise.all([get(documentPath(order), { signal }), has('analyst') ? stored(order, signal) : undefined]);
    return { ...now.value, stored: then };
  }, [order]);
  return html`<div><p><a href="#/transformers">All transformers</a></p><h1>Document of <code>${order}</code></h1>
    <${Loaded} of=${both}>${(it) => html`
      <${Facts} of=${[['Mapping', `orders, version ${it.mappingVersion}`], ['Stored document', html`<${State} of=${it} />`]]} />
      <${Publish} order=${order} reload=${both.reload} />
      <div class="beside"><section aria-label="Rows"><h2>Rows</h2>${it.tables.map((table) => html`
          <h3>${table.table}</h3>${table.rows.map((row) => html`<${Row} of=${row} />`)}`)}</section>
        <section aria-label="Document"><h2>Document, computed now</h2>
          ${it.refused ? html`<p class="message failed">${it.refused}</p>` : html`<${Json} label="Document as JSON" value=${it.document} />`}
        </section></div>`}</></div>`;
}

function State({ of }) {
  if (of.stored === undefined) return 'needs the role analyst';
  if (of.stored === null) return html`<${Badge} text="missing" tone="bad" />`;
  return same(of.document, of.stored) ? html`<${Badge} text="equal" tone="good" />` : html`<${Badge} text="different" tone="bad" />`;
}

const Row = ({ of }) => html`<${Facts} of=${Object.entries(of).map(([name, value]) => [name, value === null ? null : String(value)])} />`;

function Publish({ order, reload }) {
  const change = useChange();
  const [waits, setWaits] = useState(false);
  useEvery(1000, () => waits && reload());
  const publish = async () => {
    await change.run(() => call('POST', documentPath(order, 'publication')));
    setWaits(true);
    setTimeout(() => setWaits(false), 5000);
  };
  return html`<div><button type="button" disabled=${change.busy || waits} onClick=${publish}>Publish again</button>
    ${waits && html` <span role="status">It is made and published within seconds.</span>`}
    ${change.problem && html`<${Failure} problem=${change.problem} />`}</div>`;
}
