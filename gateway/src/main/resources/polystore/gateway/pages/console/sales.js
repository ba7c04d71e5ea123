/** Revenue, orders and average value over time, the funnel and the top products. */
import { html, useMemo, useState } from './lib/standalone.module.js';
import { get, query } from './api.js';
import { Plot } from './plot.js';
import { Failure, Field, Loaded, Table, Time, fields, money, useChange, useLoad } from './widgets.js';

const DAYS = 30;
/** More lines than this cannot be told apart; the table and the CSV file have the rest. */
const SERIES_MAX = 8;
const ROWS_SHOWN = 200;

const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : ['UTC'];
const day = (offset) => new Date(Date.now() + offset * 86400000).toISOString().slice(0, 10);

function wanted(parameters) {
  return {
    from: parameters.from || day(-DAYS),
    to: parameters.to || day(1),
    interval: parameters.interval || 'day',
    timeZone: parameters.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    by: parameters.by || '',
  };
}

/** Midnight in UTC of a day in a form, as the reports want it. */
const range = ({ from, to }) => ({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` });

export function SalesPage({ parameters }) {
  const form = wanted(parameters);
  const target = query('/v1/analytics/sales', { ...form, ...range(form) });
  const sales = useLoad(async (signal) => (await get(target, { signal })).value, [target]);
  const show = (event) => {
    event.preventDefault();
    location.hash = query('#/sales', fields(event.target));
  };
  return html`<div><h1>Sales</h1>
    <form class="filter" role="search" aria-label="Choose what is shown" onSubmit=${show}>
      <${Field} label="From (UTC)" name="from" type="date" value=${form.from} required />
      <${Field} label="Before (UTC)" name="to" type="date" value=${form.to} required />
      <${Field} label="Interval" name="interval" type="select" value=${form.interval}
        options=${['hour', 'day', 'week', 'month'].map((it) => [it, it])} />
      <${Field} label="Time zone" name="timeZone" value=${form.timeZone} list="zones" required />
      <datalist id="zones">${zones.map((zone) => html`<option value=${zone} />`)}</datalist>
      <${Field} label="By" name="by" type="select" value=${form.by}
        options=${[['', 'all together'], ...['product', 'category', 'country', 'status'].map((it) => [it, it])]} />
      <button type="submit">Show</button>
      <button type="button" onClick=${sales.reload}>Refresh</button>
      <${Export} target=${target} name="sales" />
    </form>
    <${Loaded} of=${sales} isEmpty=${(it) => it.rows.length === 0} empty="No sales in this range.">${(it) => html`
      <${AsOf} of=${it} /><${Figures} rows=${it.rows} by=${form.by} zone=${form.timeZone} />`}</>
    <${Funnel} form=${form} />
    <${TopProducts} form=${form} />
    <${Cohorts} form=${form} /></div>`;
}

export function AsOf({ of: it }) {
  return html`<p class=${it.complete ? 'quiet' : 'message conflict'} role="status">As of <${Time} at=${it.asOf} />,
    ${' '}${(it.lagMs / 1000).toFixed(1)} s behind; ${it.complete ? 'complete.' : 'not complete: later events may still arrive.'}</p>`;
}

/** The name of what a row counts, and its key. */
function subject(row, by) {
  if (!by) return ['', 'All'];
  const key = row[by] ?? '';
  return [String(key), by === 'product' ? `${row.sku || key} ${row.name || ''}`.trim() : String(key || 'none')];
}

/** Times and, for each metric, the series of the subjects with the highest revenue. */
function seriesOf(rows, by) {
  const starts = [...new Set(rows.map((row) => row.start))].sort();
  const index = new Map(starts.map((start, i) => [start, i]));
  const subjects = new Map();
  for (const row of rows) {
    const [key, label] = subject(row, by);
    const id = `${key}\n${row.revenue.currency}`;
    if (!subjects.has(id)) {
      subjects.set(id, { label: `${label} ${row.revenue.currency}`, total: 0, revenue: starts.map(() => null), orders: starts.map(() => null) });
    }
    const one = subjects.get(id);
    const revenue = Number(row.revenue.amount);
    one.total += revenue;
    one.revenue[index.get(row.start)] = revenue;
    one.orders[index.get(row.start)] = row.orders;
  }
  const best = [...subjects.values()].sort((a, b) => b.total - a.total).slice(0, SERIES_MAX);
  const series = (values) => best.map((one) => ({ label: one.label, values: values(one) }));
  return {
    times: starts.map((start) => Date.parse(start) / 1000),
    left: subjects.size - best.length,
    revenue: series((one) => one.revenue),
    orders: series((one) => one.orders),
    average: series((one) => one.revenue.map((sum, i) => (one.orders[i] ? Math.round((100 * sum) / one.orders[i]) / 100 : null))),
  };
}

const average = (row) => (row.orders ? `${(Number(row.revenue.amount) / row.orders).toFixed(2)} ${row.revenue.currency}` : '');

function Figures({ rows, by, zone }) {
  const plots = useMemo(() => seriesOf(rows, by), [rows, by]);
  const [shown, setShown] = useState(ROWS_SHOWN);
  const columns = [
    { title: 'Start', cell: (row) => html`<${Time} at=${row.start} />` },
    ...(by ? [{ title: by, cell: (row) => subject(row, by)[1] }] : []),
    { title: 'Orders', number: true, cell: (row) => row.orders },
    { title: 'Units', number: true, cell: (row) => row.units },
    { title: 'Revenue', number: true, cell: (row) => money(row.revenue) },
    { title: 'Average', number: true, cell: average },
    { title: 'Placed', number: true, cell: (row) => row.placed },
    { title: 'Cancelled', number: true, cell: (row) => money(row.cancelled) },
    { title: 'Returned', number: true, cell: (row) => money(row.returned) },
  ];
  return html`<div>
    ${plots.left > 0 && html`<p class="quiet">The plots show the ${SERIES_MAX} with the highest revenue; ${plots.left} more are in the table.</p>`}
    <${Plot} title="Revenue" times=${plots.times} series=${plots.revenue} zone=${zone} />
    <${Plot} title="Paid orders" times=${plots.times} series=${plots.orders} zone=${zone} />
    <${Plot} title="Average order value" times=${plots.times} series=${plots.average} zone=${zone} />
    <p class="quiet">Drag across a plot to zoom in; a double click shows all again.</p>
    <details><summary>Figures (${rows.length} rows)</summary>
      <${Table} caption="Sales by interval" columns=${columns} rows=${rows.slice(0, shown)} />
      ${shown < rows.length && html`<button type="button" onClick=${() => setShown(shown + ROWS_SHOWN)}>Show more</button>`}
    </details></div>`;
}

const REACHED = ['placed', 'paid', 'shipped', 'delivered', 'returned', 'cancelled', 'expired'];

function Funnel({ form }) {
  const target = query('/v1/analytics/funnel', range(form));
  const funnel = useLoad(async (signal) => (await get(target, { signal })).value, [target]);
  const share = (it, name) => (it.placed ? `${((100 * it[name]) / it.placed).toFixed(1)} %` : '');
  return html`<section aria-label="Funnel"><h2>Funnel</h2><p class="quiet">How many of the orders placed in the range have reached each status.</p>
    <${Loaded} of=${funnel} isEmpty=${(it) => it.placed === 0} empty="No order was placed in this range.">${(it) => html`
      <${Table} caption="Orders by status reached" rows=${REACHED} columns=${[
        { title: 'Status', cell: (name) => name },
        { title: 'Orders', number: true, cell: (name) => it[name] },
        { title: 'Share', number: true, cell: (name) => share(it, name) },
        { title: 'Bar', cell: (name) => html`<meter min="0" max=${it.placed} value=${it[name]} aria-label="${name} of placed"></meter>` },
      ]} />
      <${AsOf} of=${it} />`}</></section>`;
}

function TopProducts({ form }) {
  const [by, setBy] = useState('revenue');
  const target = query('/v1/analytics/top-products', { ...range(form), by, limit: 20 });
  const top = useLoad(async (signal) => (await get(target, { signal })).value, [target]);
  return html`<section aria-label="Top products"><h2>Top products</h2>
    <form class="filter" onSubmit=${(event) => event.preventDefault()}>
      <${Field} label="Ranked by" name="ranking" type="select" value=${by} onInput=${setBy}
        options=${['revenue', 'units', 'orders'].map((it) => [it, it])} />
      <${Export} target=${target} name="top-products" />
    </form>
    <${Loaded} of=${top} isEmpty=${(it) => it.rows.length === 0} empty="No product was sold in this range.">${(it) => html`
      <${Table} caption="Best-selling products" rows=${it.rows} columns=${[
        { title: 'SKU', cell: (row) => html`<code>${row.sku || row.product}</code>` },
        { title: 'Name', cell: (row) => row.name },
        { title: 'Orders', number: true, cell: (row) => row.orders },
        { title: 'Units', number: true, cell: (row) => row.units },
        { title: 'Revenue', number: true, cell: (row) => money(row.revenue) },
        { title: 'Returned', number: true, cell: (row) => money(row.returned) },
      ]} />
      <${AsOf} of=${it} />`}</></section>`;
}

/** Customers by the month of their first paid order, and how many of them paid in each later month. */
function Cohorts({ form }) {
  const target = query('/v1/analytics/cohorts', { timeZone: form.timeZone });
  const cohorts = useLoad(async (signal) => (await get(target, { signal })).value, [target]);
  return html`<section aria-label="Cohorts"><h2>Cohorts</h2>
    <p class="quiet">Customers by the month of their first paid order; the share of them that paid again in each later month.</p>
    <${Export} target=${target} name="cohorts" />
    <${Loaded} of=${cohorts} isEmpty=${(it) => it.rows.length === 0} empty="No customer has paid an order.">${(it) => html`
      <${Table} caption="The last ${COHORTS_SHOWN} cohorts, by currency" columns=${COHORTS} rows=${grid(it.rows)} />
      <${AsOf} of=${it} />`}</></section>`;
}

const COHORTS_SHOWN = 24;
const MONTHS_SHOWN = 6;

/** One row a cohort and currency: its customers, and by month those that paid. */
function grid(rows) {
  const found = new Map();
  for (const row of rows) {
    const id = `${row.cohort} ${row.revenue.currency}`;
    if (!found.has(id)) found.set(id, { cohort: row.cohort, currency: row.revenue.currency, months: new Map() });
    found.get(id).months.set(row.monthsSince, row);
  }
  return [...found.values()].sort((a, b) => b.cohort.localeCompare(a.cohort)).slice(0, COHORTS_SHOWN);
}

function share(cohort, month) {
  const first = cohort.months.get(0);
  const later = cohort.months.get(month);
  return first && later ? `${((100 * later.customers) / first.customers).toFixed(0)} %` : '';
}

const COHORTS = [
  { title: 'First month', cell: (cohort) => cohort.cohort },
  { title: 'Currency', cell: (cohort) => cohort.currency },
  { title: 'Customers', number: true, cell: (cohort) => (cohort.months.get(0) || { customers: '' }).customers },
  { title: 'Revenue of the first month', number: true, cell: (cohort) => money((cohort.months.get(0) || {}).revenue) },
  ...Array.from({ length: MONTHS_SHOWN }, (_, i) => ({ title: `Month ${i + 1}`, number: true, cell: (cohort) => share(cohort, i + 1) })),
];

/** Saves the report as CSV, made by the service: the same rows, with a header. */
function Export({ target, name }) {
  const change = useChange();
  const save = () => change.run(async () => {
    const { text } = await get(target, { accept: 'text/csv' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = `${name}.csv`;
    link.click();
    // The browser reads the file after this returns.
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return true;
  });
  return html`<span><button type="button" disabled=${change.busy} onClick=${save}>Save as CSV</button>
    ${change.problem && html`<${Failure} problem=${change.problem} />`}</span>`;
}
