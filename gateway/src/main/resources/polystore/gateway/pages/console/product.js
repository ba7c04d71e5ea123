/** One product: variants, stock with its ledger, and its fields to edit by their version. */
import { html, useState } from './lib/standalone.module.js';
import { call, get, path } from './api.js';
import { Badge, Facts, Failure, Field, Loaded, More, Table, Time, fields, money, text, useChange, useList, useLoad } from './widgets.js';

const VARIANTS = [
  { title: 'SKU', cell: (variant) => html`<code>${variant.sku}</code>` },
  { title: 'Attributes', cell: (variant) => Object.entries(variant.attributes).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ') },
  { title: 'Price', number: true, cell: (variant) => money(variant.price) || 'as the product' },
  { title: 'Availability', cell: (variant) => (variant.availability ? html`<${Badge} text=${variant.availability.band} />` : 'unknown') },
];

const MOVEMENTS = [
  { title: 'At', cell: (movement) => html`<${Time} at=${movement.at} />` },
  { title: 'Quantity', number: true, cell: (movement) => (movement.quantity > 0 ? `+${movement.quantity}` : movement.quantity) },
  { title: 'Reason', cell: (movement) => movement.reason },
  { title: 'Reference', cell: (movement) => movement.reference || '' },
  { title: 'Order', cell: (movement) => (movement.orderId ? html`<a href="#/orders/${movement.orderId}"><code>${movement.orderId}</code></a>` : '') },
  { title: 'By', cell: (movement) => movement.by },
];

export function ProductPage({ id }) {
  const product = useLoad(async (signal) => {
    const read = await get(path('v1', 'products', ...id.split('/')), { signal });
    return { product: read.value, etag: read.etag };
  }, [id]);
  return html`<div><p><a href="#/products">All products</a></p>
    <${Loaded} of=${product}>${({ product: it, etag }) => html`<div>
      <h1>${text(it.name)}</h1>
      <${Facts} of=${[['SKU', html`<code>${it.sku}</code>`], ['Version', it.version], ['Type', it.type], ['Category', it.category],
        ['Status', html`<${Badge} text=${it.status} />`], ['Price', money(it.price)],
        ['Availability', it.availability && html`<${Badge} text=${it.availability.band} />`],
        ['Changed', html`<${Time} at=${it.updatedAt} />`]]} />
      <${Edit} key=${it.version} product=${it} etag=${etag} reload=${product.reload} />
      ${it.variants && html`<${Table} caption="Variants" columns=${VARIANTS} rows=${it.variants} />`}
      <${Stock} skus=${[it.sku, ...(it.variants || []).map((variant) => variant.sku)]} /></div>`}</></div>`;
}

/** The fields of a product as the form has them: texts. */
const shown = (product) => ({
  name: typeof product.name === 'object' ? JSON.stringify(product.name) : product.name,
  description: product.description && typeof product.description === 'object' ? JSON.stringify(product.description) : product.description || '',
  amount: product.price.amount,
  currency: product.price.currency,
  category: product.category || '',
  status: product.status,
  attributes: JSON.stringify(product.attributes, null, 2),
});

/** A text, or texts by language in JSON. */
const localized = (given) => (given.trimStart().startsWith('{') ? JSON.parse(given) : given);

/** The merge patch (RFC 7396) from one form to another: only what was changed. */
function patch(before, after) {
  const changes = {};
  const differs = (...names) => names.some((name) => before[name] !== after[name]);
  if (differs('name')) changes.name = localized(after.name);
  if (differs('description')) changes.description = after.description ? localized(after.description) : null;
  if (differs('amount', 'currency')) changes.price = { amount: after.amount, currency: after.currency };
  if (differs('category')) changes.category = after.category || null;
  if (differs('status')) changes.status = after.status;
  if (differs('attributes')) {
    const wanted = JSON.parse(after.attributes);
    const gone = Object.keys(JSON.parse(before.attributes)).filter((name) => !(name in wanted));
    changes.attributes = { ...Object.fromEntries(gone.map((name) => [name, null])), ...wanted };
  }
  return changes;
}

const EDITED = [
  { label: 'Name', name: 'name', required: true, hint: 'A text, or {"en":"…","de":"…"}' },
  { label: 'Description', name: 'description', type: 'textarea' },
  { label: 'Price', name: 'amount', inputmode: 'decimal', required: true },
  { label: 'Currency', name: 'currency', required: true },
  { label: 'Category', name: 'category' },
  { label: 'Status', name: 'status', type: 'select', options: [['draft', 'draft'], ['published', 'published'], ['archived', 'archived']] },
  { label: 'Attributes', name: 'attributes', type: 'textarea', hint: 'JSON; the schema of the product type is checked on saving' },
];

function Edit({ product, etag, reload }) {
  const change = useChange();
  const [form, setForm] = useState(shown(product));
  const [base, setBase] = useState({ product, etag });
  const [current, setCurrent] = useState(null);
  const target = path('v1', 'products', product.id);
  const save = async (event) => {
    event.preventDefault();
    const done = await change.run(async () => {
      const body = patch(shown(base.product), form);
      if (Object.keys(body).length === 0) throw new Error('Nothing was changed.');
      try {
        return await call('PATCH', target, { body, headers: { 'If-Match': base.etag, 'Content-Type': 'application/merge-patch+json' } });
      } catch (problem) {
        if (problem.status === 412) setCurrent(await get(target));
        throw problem;
      }
    });
    if (done) reload();
  };
  const goOn = () => {
    setBase({ product: current.value, etag: current.etag });
    setCurrent(null);
    change.clear();
  };
  return html`<details class="panel"><summary>Edit</summary><form onSubmit=${save} aria-label="Edit the product">
    ${EDITED.map((field) => html`<${Field} ...${field} value=${form[field.name]} onInput=${(value) => setForm({ ...form, [field.name]: value })} />`)}
    <button type="submit" disabled=${change.busy}>Save</button>
    ${change.problem && !current && html`<${Failure} problem=${change.problem} />`}
    ${current && html`<${Conflict} mine=${form} base=${base} current=${current} goOn=${goOn} reload=${reload} />`}
  </form></details>`;
}

/** The fields that somebody else changed, beside what the form has. */
function Conflict({ mine, base, current, goOn, reload }) {
  const before = shown(base.product);
  const stored = shown(current.value);
  const changed = EDITED.filter(({ name }) => before[name] !== stored[name]);
  return html`<div class="message conflict" role="alert"><strong>Conflict.</strong>
    ${` The product was changed from version ${base.product.version} to version ${current.value.version} while you edited it; your changes are not saved.`}
    <${Table} caption="Changed by somebody else" rows=${changed} columns=${[
      { title: 'Field', cell: (field) => field.label },
      { title: 'Now stored', cell: (field) => stored[field.name] },
      { title: 'Your form', cell: (field) => mine[field.name] }]} />
    <button type="button" onClick=${goOn}>Keep my form and compare with the stored version</button>
    <button type="button" onClick=${reload}>Discard my changes</button></div>`;
}

function Stock({ skus }) {
  const [sku, setSku] = useState(skus[0]);
  const stock = useLoad(async (signal) => (await get(path('v1', 'stock', sku), { signal })).value, [sku]);
  const ledger = useList(
    async (cursor, signal) =>
      (await get(path('v1', 'stock', sku, 'movements') + '?limit=50' + (cursor ? '&cursor=' + encodeURIComponent(cursor) : ''), { signal })).value,
    [sku]);
  return html`<section aria-label="Stock"><h2>Stock</h2>
    ${skus.length > 1 && html`<${Field} label="SKU" name="stock-sku" type="select" value=${sku} onInput=${setSku} options=${skus.map((it) => [it, it])} />`}
    <${Loaded} of=${stock}>${(it) => html`<${Facts} of=${[['On hand', it.onHand], ['Reserved', it.reserved], ['Available', it.available],
      ['Band', html`<${Badge} text=${it.band} />`]]} />`}</>
    <${Book} sku=${sku} done=${() => { stock.reload(); ledger.reload(); }} />
    <${Loaded} of=${ledger} isEmpty=${(page) => page.items.length === 0} empty="The ledger has no movement of this SKU.">${() => html`
      <${Table} caption="Ledger, newest first" columns=${MOVEMENTS} rows=${ledger.items} />
      <${More} list=${ledger} noun="movements" />`}</></section>`;
}

function Book({ sku, done }) {
  const change = useChange();
  const book = async (event) => {
    event.preventDefault();
    const form = event.target;
    const { quantity, reason } = fields(form);
    const body = { movements: [{ sku, quantity: Number(quantity), reason }] };
    if (await change.run(() => call('POST', '/v1/stock/movements', { body }))) {
      form.reset();
      done();
    }
  };
  return html`<form class="filter" onSubmit=${book} aria-label="Book a stock movement">
    <${Field} label="Units, negative to take away" name="quantity" type="number" required />
    <${Field} label="Reason" name="reason" required />
    <button type="submit" disabled=${change.busy}>Book</button>
    ${change.problem && html`<${Failure} problem=${change.problem} />`}
  </form>`;
}
