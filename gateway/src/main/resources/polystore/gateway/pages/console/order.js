/** One order: lines, history, payment, the actions that it allows, and its document beside it. */
import { html, useState } from './lib/standalone.module.js';
import { call, get, path, query } from './api.js';
import { Badge, Facts, Failure, Field, Json, Loaded, Table, Time, fields, money, newKey, useChange, useEvery, useLoad } from './widgets.js';
import { has } from './session.js';

const LINES = [
  { title: 'SKU', cell: (line) => html`<a href="#/products/${encodeURIComponent('by-sku/' + line.sku)}"><code>${line.sku}</code></a>` },
  { title: 'Name', cell: (line) => line.name },
  { title: 'Quantity', number: true, cell: (line) => line.quantity },
  { title: 'Returned', number: true, cell: (line) => line.returned || 0 },
  { title: 'Unit price', number: true, cell: (line) => money(line.unitPrice) },
  { title: 'Total', number: true, cell: (line) => money(line.lineTotal) },
];

const HISTORY = [
  { title: 'At', cell: (step) => html`<${Time} at=${step.at} />` },
  { title: 'Status', cell: (step) => html`<${Badge} text=${step.status} />` },
  { title: 'Version', number: true, cell: (step) => step.version },
  { title: 'By', cell: (step) => step.by },
];

export function OrderPage({ id }) {
  const order = useLoad(async (signal) => {
    const target = path('v1', 'orders', id);
    const [read, history] = await Promise.all([get(target, { signal }), get(target + '/history', { signal })]);
    return { order: read.value, etag: read.etag, history: history.value.items };
  }, [id]);
  return html`<div><p><a href="#/orders">All orders</a></p>
    <h1>Order <code>${id}</code></h1>
    <div class="beside">
      <section aria-label="Order"><${Loaded} of=${order}>${(it) => html`<${Order} ...${it} reload=${order.reload} />`}</></section>
      <section aria-label="Order document"><${Document} id=${id} version=${order.value && order.value.order.version} /></section>
    </div></div>`;
}

function Order({ order, etag, history, reload }) {
  return html`<div>
    <${Facts} of=${[
      ['Status', html`<${Badge} text=${order.status} />`],
      ['Version', order.version],
      ['Placed', html`<${Time} at=${order.placedAt} />`],
      ['Stock reserved until', order.reservedUntil && html`<${Time} at=${order.reservedUntil} />`],
      ['Customer', order.customerId],
      ['Total', money(order.total)],
      ['Ship to', [order.shipTo.name, order.shipTo.street, `${order.shipTo.postalCode} ${order.shipTo.city}`, order.shipTo.country].join(', ')],
      ['Traces', has('operator') && html`<a href=${query('#/traces', { key: order.id })}>Traces of this order</a>`],
      ['E-mail', order.email],
      ['Shipment', order.shipment && `${order.shipment.carrier} ${order.shipment.trackingNumber}`],
    ]} />
    <${Actions} order=${order} etag=${etag} reload=${reload} />
    <${Table} caption="Lines" columns=${LINES} rows=${order.lines} />
    <${Table} caption="History, oldest first" columns=${HISTORY} rows=${history} /></div>`;
}

/** What each action asks for, and the body that its request has. */
const ACTIONS = {
  payment: {
    title: 'Record payment',
    fields: (order) => [
      { label: `Amount in ${order.total.currency}`, name: 'amount', value: order.total.amount, required: true, inputmode: 'decimal' },
      { label: 'Reference of the payment', name: 'reference', required: true },
    ],
    body: (given, order) => ({ amount: { amount: given.amount, currency: order.total.currency }, reference: given.reference }),
  },
  cancellation: { title: 'Cancel order', fields: () => [{ label: 'Reason', name: 'reason', required: true }], body: (given) => given },
  shipment: {
    title: 'Record shipment',
    fields: () => [{ label: 'Carrier', name: 'carrier', required: true }, { label: 'Tracking number', name: 'trackingNumber', required: true }],
    body: (given) => given,
  },
  delivery: { title: 'Record delivery', fields: () => [], body: () => ({}) },
  return: {
    title: 'Record return',
    fields: (order) => [
      ...order.lines.map((line, i) => ({
        label: `Units of ${line.sku}`, name: `line${i}`, type: 'number', min: 0, max: line.quantity - (line.returned || 0), value: 0,
      })),
      { label: 'Reason', name: 'reason', required: true },
    ],
    body: (given, order) => ({
      lines: order.lines.map((line, i) => ({ sku: line.sku, quantity: Number(given[`line${i}`]) })).filter((line) => line.quantity > 0),
      reason: given.reason,
    }),
  },
};

function Actions({ order, etag, reload }) {
  const [open, setOpen] = useState(null);
  if (order.nextActions.length === 0) return html`<p class="quiet">No action is possible in this status.</p>`;
  return html`<div><div class="actions" role="group" aria-label="Actions">
      ${order.nextActions.map((name) => html`<button type="button" aria-expanded=${open === name}
        onClick=${() => setOpen(open === name ? null : name)}>${(ACTIONS[name] || { title: name }).title}</button>`)}
    </div>
    ${open && ACTIONS[open] && html`<${ActionForm} key=${open} name=${open} order=${order} etag=${etag} reload=${reload}
      close=${() => setOpen(null)} />`}</div>`;
}

function ActionForm({ name, order, etag, reload, close }) {
  const action = ACTIONS[name];
  const change = useChange();
  const [key] = useState(newKey);
  const submit = async (event) => {
    event.preventDefault();
    const body = action.body(fields(event.target), order);
    const headers = { 'If-Match': etag, ...(name === 'payment' && { 'Idempotency-Key': key }) };
    const done = await change.run(() => call('POST', path('v1', 'orders', order.id, name), { body, headers }));
    if (done) {
      close();
      reload();
    }
  };
  return html`<form class="panel" onSubmit=${submit} aria-label=${action.title}>
    <h2>${action.title}</h2>
    ${action.fields(order).map((field) => html`<${Field} ...${field} />`)}
    <button type="submit" disabled=${change.busy}>${action.title}</button>
    <button type="button" onClick=${close}>Close</button>
    ${change.problem && html`<${Refusal} problem=${change.problem} version=${order.version} reload=${reload} close=${close} />`}
  </form>`;
}

/** A refused action; one that another change overtook is shown as a conflict. */
function Refusal({ problem, version, reload, close }) {
  const overtaken = problem.status === 412 || problem.status === 409;
  const readAgain = () => {
    close();
    reload();
  };
  if (!overtaken) return html`<${Failure} problem=${problem} />`;
  return html`<div class="message conflict" role="alert"><strong>Conflict.</strong> The order was changed after you read its
    version ${version}; your action was not carried out. ${problem.message}
    <button type="button" onClick=${readAgain}>Read the current order</button></div>`;
}

/** Older than every version of an order. */
const NONE = { version: 0 };

async function documentOf(id, signal) {
  try {
    return (await get(path('v1', 'analytics', 'orders', id), { signal })).value;
  } catch (error) {
    if (error.status === 404) return NONE;
    throw error;
  }
}

function Document({ id, version }) {
  const allowed = has('analyst');
  const document = useLoad((signal) => (allowed ? documentOf(id, signal) : Promise.resolve(null)), [id, version]);
  useEvery(1000, () => document.value && document.value.version < version && document.reload());
  if (!allowed) return html`<h2>Document</h2><p class="quiet">The document needs the role <code>analyst</code>.</p>`;
  return html`<div><h2>Document</h2>
    <${Loaded} of=${document} isEmpty=${(it) => it === NONE} empty="There is no document yet; a new order has one within seconds.">${(it) => html`
      <p>${it.version === version ? 'It has the version of the order.' : html`It has version ${it.version}, the order ${version}: it follows within seconds.`}
        ${' '}<button type="button" onClick=${document.reload}>Read again</button></p>
      <h3>Payment</h3>
      ${it.payment
        ? html`<${Facts} of=${[['Amount', money(it.payment.amount)], ['Paid', html`<${Time} at=${it.payment.at} />`], ['Refund due', money(it.refundDue)]]} />`
        : html`<p class="quiet">No payment.</p>`}
      <${Json} label="Order document as JSON" value=${it} />`}</></div>`;
}
