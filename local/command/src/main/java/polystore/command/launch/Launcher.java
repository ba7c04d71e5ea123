package polystore.command.launch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongo.Mongo;
import polystore.command.mongo.MongoDownload;
import polystore.command.mongo.MongoSearch;
import polystore.command.seed.Seed;
import polystore.command.services.ClassArchive;
import polystore.command.services.Migration;
import polystore.command.services.Service;
import polystore.command.services.ServiceEnvironment;
import polystore.command.services.ServiceProcess;
import polystore.command.services.Stores;
import polystore.command.stack.Component;
import polystore.command.stack.Orphans;
import polystore.command.stack.RestartLimit;
import polystore.command.stack.Snapshot;
import polystore.command.stack.State;
import polystore.command.stack.StatusBoard;
import polystore.command.stack.Supervisor;

/// Starts the stack: stores in parallel, then migrations, then services in parallel, then the seed.
public final class Launcher {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Home home;
    private final Ports ports;
    private final Map<String, String> environment;
    private final StatusBoard board;
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();
    private boolean stopping;
    private final Postgres postgres;
    private final Kafka kafka;
    private final Redis redis;

    public Launcher(Home home, Ports ports, Map<String, String> environment, StatusBoard board) {
        this.home = home;
        this.ports = ports;
        this.environment = environment;
        this.board = board;
        this.postgres = Postgres.of(home, ports, environment);
        this.kafka = Kafka.of(home, ports, environment);
        this.redis = Redis.of(home, ports, environment);
    }

    /// Starts the stores and the given services, and records their states on the board. Returns when all are started
    /// or one has failed; running components are supervised until `stop`.
    ///
    /// @param elsewhere services that run outside the stack, such as in dev mode: their environment is written to a
    /// file
    public void start(Set<Service> services, Set<Service> elsewhere) {
        announce(services);
        try {
            var stores = startStores();
            if (!services.isEmpty()) {
                startServices(stores, services, elsewhere);
            }
            var components = board.snapshot().components();
            var usable = components.stream().allMatch(status -> status.state().usable());
            board.phase(usable ? Snapshot.Phase.READY : Snapshot.Phase.INCOMPLETE);
        } catch (RuntimeException e) {
            board.say(String.valueOf(e.getMessage()));
            board.phase(Snapshot.Phase.INCOMPLETE);
        }
    }

    /// Stops the gateway, then the services, then the stores. A component can no longer be started afterwards.
    public void stop() {
        synchronized (this) {
            stopping = true;
        }
        board.phase(Snapshot.Phase.STOPPING);
        stop(List.of(Service.GATEWAY.label()));
        stop(List.of(Service.ORDERS.label(), Service.CATALOG.label(), Service.ANALYTICS.label()));
        stop(supervisors.stream().map(Supervisor::name).toList());
        Orphans.stop(home.run(), Preflight.STOPPING_ORDER);
        board.phase(Snapshot.Phase.STOPPED);
    }

    private void announce(Set<Service> services) {
        board.add(Postgres.NAME, address(postgres.own(), postgres.server()));
        board.add(Kafka.NAME, kafka.bootstrap());
        board.add(Redis.NAME, redis.address());
        board.add(Mongo.NAME, "127.0.0.1:" + ports.mongo());
        for (var service : services) {
            board.add(service.label(), "http://127.0.0.1:" + service.port(ports));
        }
    }

    private Stores startStores() {
        var mongo = new Mongo[1];
        Parallel.run(List.of(
                () -> {
                    supervise(Postgres.NAME, postgres.own(), null);
                    postgres.createDatabases();
                },
                () -> {
                    supervise(Kafka.NAME, kafka.own(), null);
                    kafka.createTopics();
                },
                () -> supervise(Redis.NAME, redis.own(), redis.note()),
                () -> mongo[0] = startMongo()));
        return new Stores(postgres, kafka, redis, mongo[0]);
    }

    private Mongo startMongo() {
        var source = environment.getOrDefault("POLYSTORE_MONGODB_DOWNLOAD", MongoDownload.MONGODB);
        var download = new MongoDownload(
                home.programs().resolve("mongodb"),
                source,
                percent -> board.become(Mongo.NAME, State.WAITING, null, "downloading " + percent + " %"));
        var mongo = Mongo.of(new MongoSearch(environment, download).choose(), home, ports)
                .signedIn();
        board.say("MongoDB: " + mongo.kind());
        board.address(Mongo.NAME, mongo.address());
        supervise(Mongo.NAME, mongo.own(), mongo.kind());
        return mongo;
    }

    private void startServices(Stores stores, Set<Service> services, Set<Service> elsewhere) {
        SigningKey.in(home.keys());
        var environments = new ServiceEnvironment(home, ports, stores);
        var processes = new ServiceProcess(home, ports, environments);
        new Preparation(new Migration(home, processes, stores), new ClassArchive(home, processes), board).run();
        elsewhere.forEach(service -> board.say(environments.write(service)));
        Parallel.run(services.stream()
                .<Runnable>map(
                        service -> () -> supervise(service.label(), Optional.of(processes.component(service)), null))
                .toList());
        if (elsewhere.isEmpty()) {
            new Seed(home, "http://127.0.0.1:" + ports.gateway(), new Tokens(SigningKey.in(home.keys())), board).once();
        }
    }

    /// Starts a component and waits until it is ready, or records that it runs outside the stack.
    private void supervise(String name, Optional<Component> own, @Nullable String note) {
        if (own.isEmpty()) {
            board.become(name, State.EXTERNAL, null, note);
            return;
        }
        var supervisor = new Supervisor(own.get(), board, Clock.systemUTC(), new RestartLimit(FIRST_PAUSE), note);
        if (!get(begin(supervisor))) {
            throw new IllegalStateException(name + " did not start; see ./polystore logs " + name);
        }
    }

    private synchronized Future<Boolean> begin(Supervisor supervisor) {
        if (stopping) {
            throw new IllegalStateException(supervisor.name() + " was not started because the stack is stopping");
        }
        supervisors.add(supervisor);
        return supervisor.start();
    }

    private void stop(List<String> names) {
        Parallel.run(supervisors.stream()
                .filter(supervisor -> names.contains(supervisor.name()))
                .<Runnable>map(supervisor -> supervisor::stop)
                .toList());
        supervisors.removeIf(supervisor -> names.contains(supervisor.name()));
    }

    private static String address(Optional<Component> own, String otherwise) {
        return own.map(Component::address).orElse(otherwise.replace("jdbc:postgresql://", ""));
    }

    private static boolean get(Future<Boolean> started) {
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
