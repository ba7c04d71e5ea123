package polystore.orders.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Simulates transactions that begin, wait for each other's locks and end in any order, and relays that crash between
/// any two steps, continue to send after another one leads, and use a Kafka that accepts some records of a page and
/// then fails.
/// The seed determines every step. Source: deterministic simulation, by which Kafka's raft module is tested.
final class RelaySimulation implements Publisher {

    private static final int AGGREGATES = 3;
    private static final int RUNNING_MAX = 5;
    private static final int STEPS = 80;

    final MemoryDatabase database = new MemoryDatabase();
    final List<OutboxEntry> delivered = new ArrayList<>();
    /// Rows whose orders had their documents published.
    final Set<OutboxEntry> touched = new HashSet<>();
    final List<String> broken = new ArrayList<>();
    final List<String> stops = new ArrayList<>();
    private final Random random;
    private final Fault fault;
    private final MemoryOutboxLog.Position position = new MemoryOutboxLog.Position();
    private final TreeMap<Long, OutboxEntry> parked = new TreeMap<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Set<Long> poisonous = new HashSet<>();
    private boolean calm;
    private boolean healed;
    private boolean nested;
    private int leaders;

    /// @param fault put into the log of every leader
    RelaySimulation(long seed, Fault fault) {
        this.random = new Random(seed);
        this.fault = fault;
    }

    /// A fault in the way a leader reads rows or moves its position.
    interface Fault {
        OutboxLog in(OutboxLog healthy, MemoryDatabase database, MemoryOutboxLog.Position position);
    }

    /// Stops the relay as a kill of its process would.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// A transaction that changes some aggregates, all in the same order, so that there is no deadlock.
    private static final class Actor {
        final MemoryDatabase.Transaction transaction;
        final List<UUID> path;

        Actor(MemoryDatabase.Transaction transaction, List<UUID> path) {
            this.transaction = transaction;
            this.path = path;
        }
    }

    /// Runs to the end: finally every transaction has ended, Kafka accepts all rows, and one leader remains.
    void run() {
        for (var step = 0; step < STEPS; step++) {
            transact();
            if (random.nextInt(3) == 0) {
                lead(1 + random.nextInt(4));
            }
        }
        while (!actors.isEmpty()) {
            transact(random.nextInt(actors.size()));
        }
        calm = true;
        lead(1_000);
        healed = true;
        replay();
        lead(1_000);
    }

    /// One leader from its beginning until it stops, crashes or has nothing to do.
    private void lead(int passes) {
        var leader = new Leader(++leaders);
        var log = fault.in(new MemoryOutboxLog(database, position), database, position);
        var relay = new Relay(leader.guarded(log), leader.parking(), this, touched::addAll);
        try {
            for (var pass = 0; pass < passes && !(relay.pass().idle() && calm); pass++) {
                between();
            }
        } catch (Crash | UnavailableException e) {
            stops.add(e.toString()); // the next leader sends the rows again that this one had not moved past
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void replay() {
        try {
            new ReplayParked(new Leader(leaders).parking(), this).handle();
        } catch (Crash | UnavailableException | InterruptedException e) {
            broken.add("replay failed: " + e);
        }
    }

    /// Runs between two steps of the relay: other transactions continue, or the relay crashes.
    private void between() {
        if (calm) {
            return;
        }
        for (var steps = random.nextInt(4); steps > 0; steps--) {
            transact();
        }
        if (random.nextInt(25) == 0) {
            throw new Crash();
        }
    }

    private void transact() {
        if (actors.size() < RUNNING_MAX && random.nextBoolean()) {
            var transaction = database.begin();
            if (random.nextBoolean()) {
                transaction.write();
            }
            actors.add(new Actor(transaction, path()));
        } else if (!actors.isEmpty()) {
            transact(random.nextInt(actors.size()));
        }
    }

    private List<UUID> path() {
        var path = new ArrayList<UUID>();
        for (var aggregate = 0; aggregate < AGGREGATES; aggregate++) {
            if (random.nextInt(AGGREGATES) < 2) {
                path.add(new UUID(0, aggregate));
            }
        }
        return path;
    }

    private void transact(int chosen) {
        var actor = actors.get(chosen);
        if (actor.path.isEmpty()) {
            if (random.nextInt(5) == 0) {
                actor.transaction.rollback();
            } else {
                actor.transaction.commit();
            }
            actors.remove(actor);
        } else if (actor.transaction.lock(actor.path.getFirst())) {
            actor.transaction.append(actor.path.removeFirst(), null);
            if (random.nextInt(40) == 0) {
                poisonous.add(database.rows.getLast().entry().id());
            }
        }
    }

    /// Accepts rows one by one, as Kafka does; sometimes accepts only some of them and then reports that it is
    /// unavailable.
    @Override
    public Map<OutboxEntry, String> publish(List<OutboxEntry> entries) throws UnavailableException {
        var refused = new LinkedHashMap<OutboxEntry, String>();
        var blocked = new HashSet<UUID>();
        for (var entry : entries) {
            between();
            anotherLeads();
            if (blocked.contains(entry.aggregate()) || (!healed && poisonous.contains(entry.id()))) {
                blocked.add(entry.aggregate());
                refused.put(entry, "poison");
                continue;
            }
            if (!calm && random.nextInt(20) == 0) {
                throw new UnavailableException("away", new IllegalStateException());
            }
            deliver(entry);
        }
        return refused;
    }

    private void deliver(OutboxEntry entry) {
        if (!database.rows.get((int) entry.id() - 1).isCommitted()) {
            broken.add("NothingUncommittedIsDelivered: " + entry);
        }
        delivered.add(entry);
    }

    /// Breaks the connection of the sending relay: another one leads for a while, then the first one continues to
    /// send.
    private void anotherLeads() {
        if (!calm && !nested && random.nextInt(25) == 0) {
            nested = true;
            lead(3);
            nested = false;
        }
    }

    /// The connection of one leader, which is broken as soon as the next one has the lock.
    private final class Leader {
        private final int number;

        Leader(int number) {
            this.number = number;
        }

        private void step() {
            between();
            if (number != leaders) {
                throw new Crash();
            }
        }

        OutboxLog guarded(OutboxLog log) {
            return new OutboxLog() {
                @Override
                public Window open() {
                    step();
                    return log.open();
                }

                @Override
                public Page page(Window window, int limit) {
                    step();
                    return log.page(window, 1 + random.nextInt(4));
                }

                @Override
                public void moved(Window window) {
                    step();
                    log.moved(window);
                    between();
                }
            };
        }

        OutboxParking parking() {
            return new OutboxParking() {
                @Override
                public void park(Map<OutboxEntry, String> rows) {
                    step();
                    rows.keySet().forEach(row -> parked.putIfAbsent(row.id(), row));
                }

                @Override
                public Set<UUID> blocked(Collection<UUID> aggregates) {
                    step();
                    var blocked =
                            parked.values().stream().map(OutboxEntry::aggregate).collect(Collectors.toSet());
                    blocked.retainAll(aggregates);
                    return blocked;
                }

                @Override
                public List<OutboxEntry> parked(long afterId, int limit) {
                    return parked.tailMap(afterId, false).values().stream()
                            .limit(limit)
                            .toList();
                }

                @Override
                public void release(Collection<OutboxEntry> rows) {
                    rows.forEach(row -> parked.remove(row.id()));
                }
            };
        }
    }
}
