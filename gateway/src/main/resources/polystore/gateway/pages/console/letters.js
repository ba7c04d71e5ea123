/** Dead letters: records that a consumer could not process, which an operator inspects, replays or discards. */
import { html, useState } from './lib/standalone.module.js';
import { call, get, path, query } from './api.js';
import { Facts, Failure, Field, Loaded, More, Table, Time, fields, useChange, useList, useLoad } from './widgets.js';
import { consumers } from './system.js';

export function LettersPage({ parameters }) {
  const all = useLoad(consumers, []);
  return html`<div><h1>Dead letters</h1><${Loaded} of=${all} isEmpty=${(it) => it.length === 0} empty="No service has a consumer.">${(it) => {
    const chosen = it.find((one) => one.consumer === parameters.consumer)
      || it.find((one) => one.letters > 0) || it[0];
    return html`<div><ul class="choices" aria-label="Consumers">${it.map((one) => html`<li><a
        href="#/dead-letters?consumer=${encodeURIComponent(one.consumer)}"
        aria-current=${one === chosen ? 'true' : undefined}>${one.consumer} (${one.letters})</a></li>`)}</ul>
      <${Letters} key=${chosen.consumer} of=${chosen} selected=${parameters.letter} changed=${all.reload} /></div>`;
  }}</></div>`;
}

function Letters({ of, selected, changed }) {
  const at = ['v1', 'dead-letters', of.service, of.consumer];
  const list = useList(async (cursor, signal) => (await get(query(path(...at), { limit: 50, cursor }), { signal })).value, [of.consumer]);
  const link = (letter) => query('#/dead-letters', { consumer: of.consumer, letter });
  const decided = () => {
    location.hash = link('');
    list.reload();
    changed();
  };
  return html`<div><h2>${of.consumer}</h2>
    <${Loaded} of=${list} isEmpty=${(page) => page.items.length === 0} empty="No dead letter waits for a decision.">${() => html`
      <${Table} caption="Dead letters by partition and offset" rows=${list.items} columns=${[
        { title: 'Letter', cell: (one) => html`<a href=${link(one.id)} aria-current=${one.id === selected ? 'true' : undefined}>${one.id}</a>` },
        { title: 'Since', cell: (one) => html`<${Time} at=${one.at} />` },
        { title: 'Key', cell: (one) => one.key ?? 'none' },
        { title: 'Type', cell: (one) => one.type || '' },
        { title: 'Cause', cell: (one) => one.cause },
        { title: 'Attempts', number: true, cell: (one) => one.attempts },
        { title: 'Parked behind', number: true, cell: (one) => one.waiting },
      ]} />
      <${More} list=${list} noun="dead letters" />`}</>
    ${selected && html`<${Letter} key=${selected} at=${[...at, selected]} decided=${decided} />`}
    <${Decisions} at=${at} turn=${list.items.length} /></div>`;
}

const bytes = (it) => (it ? it.text ?? `base64: ${it.base64}` : 'none');

/** A body that is JSON in lines, any other as it is. */
function readable(it) {
  try {
    return JSON.stringify(JSON.parse(it.text), null, 2);
  } catch {
    return bytes(it);
  }
}

function Letter({ at, decided }) {
  const whole = useLoad(async (signal) => (await get(path(...at), { signal })).value, [at.join('/')]);
  return html`<section aria-label="Dead letter" class="panel"><h2>Dead letter ${at[at.length - 1]}</h2>
    <${Loaded} of=${whole}>${(it) => html`
      <${Facts} of=${[['Cause', it.letter.cause], ['Source', `${it.letter.topic}, partition ${it.letter.partition}, offset ${it.letter.offset}`],
        ['Published', it.publishedAt && html`<${Time} at=${it.publishedAt} />`], ['Attempts', it.letter.attempts],
        ['Key', bytes(it.key)], ['Records parked behind it', it.letter.waiting], ['Omitted', it.omitted]]} />
      <${Table} caption="Headers" rows=${it.headers} columns=${[
        { title: 'Name', cell: (header) => header.name }, { title: 'Value', cell: (header) => bytes(header.value) }]} />
      <h3>Body</h3><pre tabindex="0" role="region" aria-label="Body of the record">${readable(it.body)}</pre>
      <${Decide} at=${at} decided=${decided} />`}</></section>`;
}

const CHOICES = [
  { action: 'replay', dryRun: true, title: 'Try a replay' },
  { action: 'replay', dryRun: false, title: 'Replay' },
  { action: 'discard', dryRun: true, title: 'Try a discard' },
  { action: 'discard', dryRun: false, title: 'Discard' },
];

function Decide({ at, decided }) {
  const change = useChange();
  const [confirming, setConfirming] = useState(false);
  const decide = async (event) => {
    event.preventDefault();
    const choice = CHOICES[Number(event.submitter.value)];
    if (choice.action === 'discard' && !choice.dryRun && !confirming) {
      setConfirming(true);
      return;
    }
    setConfirming(false);
    const body = { reason: fields(event.target).reason, dryRun: choice.dryRun };
    const done = await change.run(async () => ({ choice, result: (await call('POST', path(...at, choice.action), { body })).value }));
    if (done && !choice.dryRun) decided();
  };
  return html`<form onSubmit=${decide} aria-label="Decide about the dead letter">
    <${Field} label="Reason" name="reason" required hint="It is kept with the decision." />
    ${CHOICES.map(({ title }, i) => html`<button type="submit" value=${i} disabled=${change.busy}>
      ${i === 3 && confirming ? 'Discard for ever' : title}</button>`)}
    ${confirming && html`<p role="alert" class="message conflict">The record will be given up. Press again to discard it.</p>`}
    ${change.problem && html`<${Failure} problem=${change.problem} />`}
    ${change.done && html`<${Outcome} ...${change.done} />`}
  </form>`;
}

function Outcome({ choice, result }) {
  const would = result.dryRun ? 'would be' : 'were';
  return html`<p class="message" role="status">${choice.title}: ${result.applied} records ${would} processed,
    ${' '}${result.left} of the key ${result.dryRun ? 'would be' : 'are'} left.${result.cause && ` ${result.cause}`}</p>`;
}

function Decisions({ at, turn }) {
  const made = useLoad(async (signal) => (await get(path(...at, 'decisions'), { signal })).value.items, [at.join('/'), turn]);
  return html`<div><h2>Decisions</h2><${Loaded} of=${made} isEmpty=${(it) => it.length === 0} empty="No decision was made.">${(it) => html`
    <${Table} caption="Newest decisions first" rows=${it} columns=${[
      { title: 'At', cell: (one) => html`<${Time} at=${one.at} />` }, { title: 'Letter', cell: (one) => one.id },
      { title: 'Key', cell: (one) => one.key }, { title: 'Decision', cell: (one) => one.decision },
      { title: 'By', cell: (one) => one.by }, { title: 'Reason', cell: (one) => one.reason }]} />`}</></div>`;
}
