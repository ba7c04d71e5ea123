/** The services with their instances, and the stores as their services see them; followed each second. */
import { html, useEffect, useRef, useState } from './lib/standalone.module.js';
import { get } from './api.js';
import { Traffic, failed, useTraffic, within } from './traffic.js';
import { Badge, Failure, Loaded, Table, Time, useEvery, useLoad } from './widgets.js';

const EVERY_MS = 1000;
const SERVICES = ['orders', 'catalog', 'analytics'];

/** The stores, and the health checks that tell of them besides their own answers, by the beginning of their names. */
const STORES = [
  { store: 'PostgreSQL', check: 'Database connections' },
  { store: 'MongoDB', check: 'MongoDB connection' },
  { store: 'Redis' },
  { store: 'Kafka' },
];

/** From this many waiting records on, an edge of the picture is marked. */
const BACKLOG_MARKED = 100;

/** Ready if all are, down if none is. */
function together(states) {
  if (states.length === 0) return 'unknown';
  if (states.every((state) => state === 'ready')) return 'ready';
  return states.some((state) => state === 'ready') ? 'partly ready' : 'down';
}

const instancesOf = (system) => system.services.flatMap((it) => it.instances.map((instance) => ({ ...instance, service: it.service })));

/** A store is as ready as the services find it: each asks it for an answer. */
function storesOf(system) {
  return STORES.map(({ store, check }) => {
    const by = instancesOf(system).map((instance) => {
      const told = [...(instance.stores || []).filter((it) => it.name === store), ...instance.checks.filter((it) => check && it.name.startsWith(check))];
      return { who: instance.service, told: told.map((it) => it.state) };
    }).filter((it) => it.told.length > 0).map((it) => ({ who: it.who, state: it.told.every((state) => state === 'ready') ? 'ready' : 'not ready' }));
    if (store === 'Redis') by.push({ who: 'gateway', state: system.redis });
    return { name: store, state: together(by.map((it) => it.state)), by: by.map((it) => `${it.who}: ${it.state}`).join(', ') || 'no service responds' };
  });
}

/** What waits between two nodes of the picture. */
function edgesOf(system, all) {
  const sent = instancesOf(system).filter((it) => it.backlog).map(({ service, backlog }) => ({
    from: service, to: 'Kafka', marked: backlog.waiting >= BACKLOG_MARKED || backlog.parked > 0,
    text: `${backlog.waiting} changes wait${backlog.waiting > 0 ? ` for up to ${backlog.oldestSeconds} s` : ''}${backlog.parked > 0 ? `, ${backlog.parked} parked` : ''}`,
  }));
  const received = all.map((it) => ({
    from: 'Kafka', to: it.service, marked: !it.running || it.letters > 0 || it.lagRecords >= BACKLOG_MARKED,
    text: `${it.topic}: ${it.running ? `${it.lagRecords} records behind` : 'stopped'}${it.lagRecords > 0 ? ` by ${it.lagSeconds.toFixed(1)} s` : ''}, ${it.letters} dead letters`,
  }));
  return [...sent, ...received];
}

export function SystemPage() {
  const [system, setSystem] = useState({ state: 'loading' });
  const asking = useRef(false);
  const all = useLoad(consumers, []);
  const traffic = useTraffic();
  useEvery(5 * EVERY_MS, all.reload);
  const ask = async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      const { value } = await get('/v1/system');
      setSystem({ state: 'ready', value });
    } catch (error) {
      setSystem((before) => ({ ...before, state: 'ready', error }));
    } finally {
      asking.current = false;
    }
  };
  useEffect(() => { ask(); }, []);
  useEvery(EVERY_MS, ask);
  return html`<div><h1>System</h1>
    ${system.error && html`<${Failure} problem=${system.error} />`}
    ${!system.error && !system.value && html`<p class="quiet" role="status">Loading…</p>`}
    ${system.value && html`<${Picture} system=${system.value} stale=${Boolean(system.error)} traffic=${traffic} edges=${edgesOf(system.value, all.value || [])} />`}
    <${Traffic} rows=${traffic} />
    <${Consumers} all=${all} /></div>`;
}

function Picture({ system, stale, traffic, edges }) {
  const services = [
    { name: 'gateway', state: stale ? 'down' : 'ready', instances: [] },
    ...system.services.map((it) => ({ ...it, name: it.service, state: together(it.instances.map((one) => one.state)) })),
  ];
  const stores = storesOf(system);
  const bad = [...services, ...stores].filter((it) => it.state !== 'ready').map((it) => `${it.name} is ${it.state}`);
  return html`<div>
    <p role="status" aria-live="polite">${bad.length === 0 ? 'Everything is ready.' : `${bad.join(', ')}.`}</p>
    <h2>Services</h2>
    <ul class="nodes">${services.map((it) => html`<${Node} ...${it} edges=${edges} traffic=${traffic.find((row) => row.name === it.name)} />`)}</ul>
    <h2>Stores</h2>
    <ul class="nodes">${stores.map((it) => html`<li class="node ${tone(it.state)}" data-node=${it.name}><h3>${it.name}</h3>
      <${Badge} text=${it.state} tone=${tone(it.state)} /><p class="quiet">${it.by}</p><${Edges} of=${it.name} edges=${edges} /></li>`)}</ul>
    <p class="quiet">As of <${Time} at=${system.at} />. A store is ready when it answers every service that uses it.</p></div>`;
}

const tone = (state) => ({ ready: 'good', 'partly ready': 'warn', unknown: 'warn' })[state] || 'bad';

/** What waits on the edges of one node; an arrow points where it goes. */
function Edges({ of, edges }) {
  const mine = edges.filter((it) => it.from === of || it.to === of);
  if (mine.length === 0) return null;
  return html`<ul class="edges" aria-label="What waits between ${of} and others">${mine.map((it) => html`<li class=${it.marked ? 'wrong' : ''}>
    ${it.from} → ${it.to}: ${it.text}</li>`)}</ul>`;
}

function Node({ name, state, instances, traffic, edges }) {
  return html`<li class="node ${tone(state)}" data-node=${name}><h3>${name}</h3><${Badge} text=${state} tone=${tone(state)} />
    ${traffic && html`<p>${traffic.rate.toFixed(1)} requests a second${traffic.count > 0 && `, 99 % within ${within(traffic)}, ${failed(traffic)} failed`}</p>`}
    <${Edges} of=${name} edges=${edges} />
    ${instances.map((instance) => html`<p><code>${instance.address}</code> ${instance.state}</p>
      ${instance.checks.length > 0 && html`<ul>${instance.checks.map((check) => html`<li class=${check.state === 'ready' ? 'quiet' : 'wrong'}>
        ${check.name}: ${check.state}${Object.keys(check.data).length > 0 && ` (${Object.entries(check.data).map(([key, value]) => `${key}: ${value}`).join(', ')})`}
      </li>`)}</ul>`}`)}</li>`;
}

/** The consumers of all services; one service that is away does not hide the others. */
export async function consumers(signal) {
  const asked = await Promise.allSettled(SERVICES.map((service) => get(`/v1/dead-letters/${service}`, { signal })));
  if (asked.every((it) => it.status === 'rejected')) throw asked[0].reason;
  return asked.flatMap((it, i) => (it.status === 'fulfilled' ? it.value.value.items.map((one) => ({ ...one, service: SERVICES[i] })) : []));
}

function Consumers({ all }) {
  return html`<div><h2>Consumers of Kafka</h2><${Loaded} of=${all} isEmpty=${(it) => it.length === 0} empty="No service has a consumer.">${(it) => html`
    <${Table} caption="Consumers with what they are behind" rows=${it} columns=${[
      { title: 'Consumer', cell: (one) => html`<a href="#/dead-letters?consumer=${encodeURIComponent(one.consumer)}">${one.consumer}</a>` },
      { title: 'Service', cell: (one) => one.service },
      { title: 'Topic', cell: (one) => one.topic },
      { title: 'State', cell: (one) => html`<${Badge} text=${one.running ? 'running' : 'stopped'} tone=${one.running ? 'good' : 'bad'} />` },
      { title: 'Records behind', number: true, cell: (one) => one.lagRecords },
      { title: 'Seconds behind', number: true, cell: (one) => one.lagSeconds.toFixed(1) },
      { title: 'Dead letters', number: true, cell: (one) => one.letters },
      { title: 'Parked records', number: true, cell: (one) => one.waiting },
    ]} />`}</></div>`;
}
