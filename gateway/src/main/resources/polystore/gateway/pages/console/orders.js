/** The list of orders with its filters, and the way to one order by its id. */
import { html, useEffect, useState } from './lib/standalone.module.js';
import { follow, get, query } from './api.js';
import { Badge, Field, Loaded, More, Table, Time, fields, money, useList } from './widgets.js';
import { has } from './session.js';

export const STATUSES = ['PLACED', 'PAID', 'SHIPPED', 'DELIVERED', 'RETURNED', 'CANCELLED', 'EXPIRED'];
const FILTERS = ['status', 'sku', 'placedFrom', 'placedTo'];

/** A local date and time of a form as an ISO instant, and the other way round. */
const instant = (local) => (local ? new Date(local).toISOString() : '');
const local = (iso) => {
  const at = iso ? new Date(iso) : null;
  return at && !Number.isNaN(at.getTime())
    ? new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16) : '';
};

const COLUMNS = [
  { title: 'Placed', cell: (order) => html`<${Time} at=${order.placedAt} />` },
  { title: 'Order', cell: (order) => html`<a href="#/orders/${encodeURIComponent(order.id)}"><code>${order.id}</code></a>` },
  { title: 'Status', cell: (order) => html`<${Badge} text=${order.status} />` },
  { title: 'Customer', cell: (order) => order.customerId },
  { title: 'Lines', cell: (order) => order.lines.map((line) => `${line.quantity} × ${line.sku}`).join(', ') },
  { title: 'Total', number: true, cell: (order) => money(order.total) },
];

export function OrdersPage({ parameters }) {
  const filter = Object.fromEntries(FILTERS.map((name) => [name, parameters[name] || '']));
  const list = useList(
    async (cursor, signal) => (await get(query('/v1/orders', { ...filter, limit: 50, cursor }), { signal })).value,
    FILTERS.map((name) => filter[name]));
  const search = (event) => {
    event.preventDefault();
    const given = fields(event.target);
    location.hash = query('#/orders', {
      ...given, placedFrom: instant(given.placedFrom), placedTo: instant(given.placedTo),
    });
  };
  return html`<div><h1>Orders</h1>
    <${ById} />
    ${has('analyst') && html`<${Live} />`}
    <form class="filter" role="search" aria-label="Filter orders" onSubmit=${search}>
      <${Field} label="Status" name="status" type="select" value=${filter.status}
        options=${[['', 'any'], ...STATUSES.map((status) => [status, status])]} />
      <${Field} label="SKU" name="sku" value=${filter.sku} />
      <${Field} label="Placed from" name="placedFrom" type="datetime-local" value=${local(filter.placedFrom)} />
      <${Field} label="Placed before" name="placedTo" type="datetime-local" value=${local(filter.placedTo)} />
      <button type="submit">Filter</button>
      <button type="button" onClick=${list.reload}>Refresh</button>
    </form>
    <${Loaded} of=${list} isEmpty=${(page) => page.items.length === 0} empty="No order matches the filter.">${() => html`
      <${Table} caption="Orders, newest first" columns=${COLUMNS} rows=${list.items} />
      <${More} list=${list} noun="orders" />`}</></div>`;
}

function ById() {
  const [id, setId] = useState('');
  const open = (event) => {
    event.preventDefault();
    if (id.trim()) location.hash = `#/orders/${encodeURIComponent(id.trim())}`;
  };
  return html`<form class="filter" onSubmit=${open} aria-label="Open an order">
    <${Field} label="Order id" name="id" value=${id} onInput=${setId} />
    <button type="submit">Open</button>
  </form>`;
}

const EVENTS_SHOWN = 20;

const EVENTS = [
  { title: 'At', cell: (event) => html`<${Time} at=${event.at} />` },
  { title: 'Order', cell: (event) => html`<a href="#/orders/${encodeURIComponent(event.orderId)}"><code>${event.orderId}</code></a>` },
  { title: 'Event', cell: (event) => event.type },
  { title: 'Total', number: true, cell: (event) => money(event.total) },
];

/** What happens to orders now, from the stream of analytics. */
function Live() {
  const [on, setOn] = useState(false);
  return html`<section aria-label="Live events">
    <button type="button" aria-pressed=${on} onClick=${() => setOn(!on)}>${on ? 'Stop following' : 'Follow live'}</button>
    ${on && html`<${Events} />`}</section>`;
}

function Events() {
  const [events, setEvents] = useState([]);
  const [state, setState] = useState('connecting');
  useEffect(() => {
    const abort = new AbortController();
    follow('/v1/analytics/stream', abort.signal,
      ({ data }) => setEvents((before) => [data, ...before].slice(0, EVENTS_SHOWN)), setState);
    return () => abort.abort();
  }, []);
  const told = { connected: 'Connected: events appear as they are published.', connecting: 'Connecting…' }[state] || `${state.message} It is tried again.`;
  return html`<div><p role="status" class="quiet">${told}</p>
    ${events.length > 0 && html`<${Table} caption="Events of orders, the newest ${EVENTS_SHOWN}" columns=${EVENTS} rows=${events} />`}</div>`;
}
