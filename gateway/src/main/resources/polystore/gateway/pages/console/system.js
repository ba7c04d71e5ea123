/** The services with their instances, and the stores as their services see them; followed each second. */
import { html, useEffect, useRef, useState } from './lib/standalone.module.js';
import { get } from './api.js';
import { Traffic } from './traffic.js';
import { Badge, Failure, Loaded, Table, Time, useEvery, useLoad } from './widgets.js';

const EVERY_MS = 1000;
const SERVICES = ['orders', 'catalog', 'analytics'];

/** The health checks that tell of a store, by the beginning of their names. */
const STORES = [
  { store: 'PostgreSQL', check: 'Database connections' },
  { store: 'MongoDB', check: 'MongoDB connection' },
  { store: 'Kafka', check: 'Kafka consumers' },
];

/** Ready if all are, down if none is. */
function together(states) {
  if (states.length === 0) return 'unknown';
  if (states.every((state) => state === 'ready')) return 'ready';
  return states.some((state) => state === 'ready') ? 'partly ready' : 'down';
}

function storesOf(system) {
  const seen = STORES.map(({ store, check }) => {
    const by = system.services.flatMap((service) => service.instances.flatMap((instance) =>
      instance.checks.filter((it) => it.name.startsWith(check)).map((it) => ({ service: service.service, state: it.state }))));
    return { name: store, state: together(by.map((it) => it.state)), by: by.map((it) => `${it.service}: ${it.state}`).join(', ') || 'no service responds' };
  });
  return [...seen, { name: 'Redis', state: system.redis, by: `gateway: ${system.redis}` }];
}

export function SystemPage() {
  const [system, setSystem] = useState({ state: 'loading' });
  const asking = useRef(false);
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
    ${system.value && html`<${Picture} system=${system.value} stale=${Boolean(system.error)} />`}
    <${Traffic} />
    <${Consumers} /></div>`;
}

function Picture({ system, stale }) {
  const services = [
    { name: 'gateway', state: stale ? 'down' : 'ready', instances: [] },
    ...system.services.map((it) => ({ ...it, name: it.service, state: together(it.instances.map((one) => one.state)) })),
  ];
  const stores = storesOf(system);
  const bad = [...services, ...stores].filter((it) => it.state !== 'ready').map((it) => `${it.name} is ${it.state}`);
  return html`<div>
    <p role="status" aria-live="polite">${bad.length === 0 ? 'Everything is ready.' : `${bad.join(', ')}.`}</p>
    <h2>Services</h2>
    <ul class="nodes">${services.map((it) => html`<${Node} ...${it} />`)}</ul>
    <h2>Stores</h2>
    <ul class="nodes">${stores.map((it) => html`<li class="node ${tone(it.state)}"><h3>${it.name}</h3>
      <${Badge} text=${it.state} tone=${tone(it.state)} /><p class="quiet">${it.by}</p></li>`)}</ul>
    <p class="quiet">As of <${Time} at=${system.at} />. A store is shown as the services see it.</p></div>`;
}

const tone = (state) => ({ ready: 'good', 'partly ready': 'warn', unknown: 'warn' })[state] || 'bad';

function Node({ name, state, instances }) {
  return html`<li class="node ${tone(state)}" data-node=${name}><h3>${name}</h3><${Badge} text=${state} tone=${tone(state)} />
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

function Consumers() {
  const all = useLoad(consumers, []);
  useEvery(5 * EVERY_MS, all.reload);
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
