/** The traces that the local stack keeps: a list, and the spans of one trace on a common scale of time. */
import { html } from './lib/standalone.module.js';
import { get, path, query } from './api.js';
import { Badge, Facts, Field, Loaded, Table, Time, fields, useLoad } from './widgets.js';

const milliseconds = (micros) => `${(micros / 1000).toFixed(1)} ms`;

const outcome = (of) => html`<${Badge} text=${of.failed ? 'failed' : 'ok'} tone=${of.failed ? 'bad' : 'good'} />`;

const TRACES = [
  { title: 'Begun', cell: (trace) => html`<${Time} at=${trace.start} />` },
  { title: 'Trace', cell: (trace) => html`<a href="#/traces/${encodeURIComponent(trace.traceId)}">${trace.name}</a>` },
  { title: 'Services', cell: (trace) => trace.services.join(', ') },
  { title: 'Spans', number: true, cell: (trace) => trace.spans },
  { title: 'From the first start to the last end', number: true, cell: (trace) => milliseconds(trace.durationMicros) },
  { title: 'Outcome', cell: outcome },
];

export function TracesPage({ parameters }) {
  const key = parameters.key || '';
  const list = useLoad(async (signal) => (await get(query('/v1/traces', { key }), { signal })).value.items, [key]);
  const search = (event) => {
    event.preventDefault();
    location.hash = query('#/traces', fields(event.target));
  };
  return html`<div><h1>Traces</h1>
    <form class="filter" role="search" aria-label="Filter traces" onSubmit=${search}>
      <${Field} label="Id of an order or a product" name="key" value=${key} />
      <button type="submit">Filter</button>
      <button type="button" onClick=${list.reload}>Refresh</button>
    </form>
    <${Loaded} of=${list} isEmpty=${(items) => items.length === 0} empty="No trace is kept that matches; one appears within two seconds of its request.">${(items) => html`
      <${Table} caption="Traces, newest first, at most 100" columns=${TRACES} rows=${items} />`}</></div>`;
}

/** The spans in the order of a tree: each after its parent, with its depth. */
function tree(spans) {
  const children = new Map();
  const known = new Set(spans.map((span) => span.spanId));
  for (const span of spans) {
    const parent = known.has(span.parentId) ? span.parentId : '';
    children.set(parent, [...(children.get(parent) || []), span]);
  }
  const listed = [];
  const walk = (parent, depth) => (children.get(parent) || []).forEach((span) => {
    listed.push({ ...span, depth });
    walk(span.spanId, depth + 1);
  });
  walk('', 0);
  return listed;
}

/** Microseconds since the epoch; a Date has milliseconds only. */
function micros(instant) {
  const [, fraction = ''] = instant.match(/\.(\d+)Z$/) || [];
  return Math.floor(Date.parse(instant) / 1000) * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

function columns(spans) {
  const begin = Math.min(...spans.map((span) => micros(span.start)));
  const end = Math.max(...spans.map((span) => micros(span.start) + span.durationMicros));
  const share = (part) => `${(100 * part) / Math.max(1, end - begin)}%`;
  return [
    { title: 'Service', cell: (span) => span.service },
    { title: 'Span', cell: (span) => html`<span style=${{ paddingLeft: `${span.depth}em` }}>${span.name}</span>` },
    { title: 'Start', number: true, cell: (span) => milliseconds(micros(span.start) - begin) },
    { title: 'Duration', number: true, cell: (span) => milliseconds(span.durationMicros) },
    { title: 'Time', cell: (span) => html`<span class="time" aria-hidden="true"><span class=${span.failed ? 'bad' : ''}
        style=${{ marginLeft: share(micros(span.start) - begin), width: share(span.durationMicros) }}></span></span>` },
    { title: 'Outcome', cell: outcome },
  ];
}

export function TracePage({ id }) {
  const trace = useLoad(async (signal) => (await get(path('v1', 'traces', id), { signal })).value.spans, [id]);
  return html`<div><p><a href="#/traces">All traces</a></p><h1>Trace <code>${id}</code></h1>
    <${Loaded} of=${trace}>${(spans) => html`<div>
      <p>The spans of background jobs begin after the response. <button type="button" onClick=${trace.reload}>Read again</button></p>
      <${Table} caption="Spans, each after the span that caused it" columns=${columns(spans)} rows=${tree(spans)} />
      ${tree(spans).map((span) => html`<details key=${span.spanId}><summary>${span.service}: ${span.name}</summary>
        <${Facts} of=${[['Kind', span.kind], ['Span', span.spanId], ['Linked traces', (span.links || []).map((link) =>
          html`<a href="#/traces/${link}"><code>${link}</code></a> `)], ...Object.entries(span.attributes || {})]} /></details>`)}
    </div>`}</></div>`;
}
