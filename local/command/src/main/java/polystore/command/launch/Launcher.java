package polystore.command.launch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.home.Variable;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongodb.Mongo;
import polystore.command.mongodb.MongoDownload;
import polystore.command.mongodb.MongodSearch;
import polystore.command.seed.Seed;
import polystore.command.services.ClassArchive;
import polystore.command.services.Migration;
import polystore.command.services.Service;
import polystore.command.services.ServiceEnvironment;
import polystore.command.services.ServiceProcess;
import polystore.command.services.Stores;
import polystore.command.services.TraceTarget;
import polystore.command.stack.Component;
import polystore.command.stack.Orphans;
import polystore.command.stack.Snapshot;
import polystore.command.stack.State;
import polystore.command.stack.StatusBoard;

/// Starts the stack: stores in parallel, then migrations, then services in parallel, then the seed.
public final class Launcher {
    private final Home home;
    private final Ports ports;
    private final Map<String, String> environment;
    private final TraceTarget traces;
    private final StatusBoard board;
    private final Supervisors supervisors;
    private @Nullable Thread renewal;
    private final Postgres postgres;
    private final Kafka kafka;
    private final Redis redis;

    public Launcher(Home home, Ports ports, Map<String, String> environment, TraceTarget traces, StatusBoard board) {
        this.home = home;
        this.ports = ports;
        this.environment = environment;
        this.traces = traces;
        this.board = board;
        this.supervisors = new Supervisors(board);
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
        showAddresses(services);
        try {
            var stores = startStores();
            StackTls.of(home).ifPresent(tls -> renewal = renewal(tls, stores));
            if (!services.isEmpty() || !elsewhere.isEmpty()) {
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
        supervisors.refuseStarts();
        board.phase(Snapshot.Phase.STOPPING);
        if (renewal != null) {
            renewal.interrupt();
        }
        supervisors.stop(List.of(Service.GATEWAY.label()));
        supervisors.stop(List.of(Service.ORDERS.label(), Service.CATALOG.label(), Service.ANALYTICS.label()));
        supervisors.stopAll();
        Orphans.stop(home.run(), Preflight.STOPPING_ORDER);
        board.phase(Snapshot.Phase.STOPPED);
    }

    private void showAddresses(Set<Service> services) {
        board.add(Postgres.NAME, postgres.server().server());
        board.add(Kafka.NAME, kafka.bootstrap());
        board.add(Redis.NAME, redis.address());
        board.add(Mongo.NAME, "127.0.0.1:" + ports.mongo());
        for (var service : services) {
            board.add(service.label(), StackTls.address(home, service.port(ports)));
        }
    }

    private Stores startStores() {
        var mongo = new Mongo[1];
        Parallel.run(List.of(
                () -> {
                    supervisors.start(Postgres.NAME, postgres.own(), tlsNote(postgres.own(), null));
                    postgres.createDatabases();
                },
                () -> {
                    supervisors.start(Kafka.NAME, kafka.own(), tlsNote(kafka.own(), null));
                    kafka.createTopics();
                },
                () -> supervisors.start(Redis.NAME, redis.own(), tlsNote(redis.own(), redis.note())),
                () -> mongo[0] = startMongo()));
        return new Stores(postgres, kafka, redis, mongo[0]);
    }

    private Thread renewal(StackTls tls, Stores stores) {
        var renewal = new CertificateRenewal(home, tls, stores, supervisors::restart, board);
        return Thread.ofVirtual().name("certificate-renewal").start(renewal::run);
    }

    private Mongo startMongo() {
        var mirror = Variable.POLYSTORE_MONGODB_DOWNLOAD.in(environment);
        var download = new MongoDownload(
                home.programs().resolve("mongodb"),
                mirror.isEmpty() ? MongoDownload.MONGODB : mirror,
                percent -> board.become(Mongo.NAME, State.WAITING, null, "downloading " + percent + " %"));
        var mongo = Mongo.of(new MongodSearch(environment, download).choose(), home, ports)
                .signedIn();
        board.say("MongoDB: " + mongo.kind());
        board.address(Mongo.NAME, mongo.address());
        supervisors.start(Mongo.NAME, mongo.own(), tlsNote(mongo.own(), mongo.kind()));
        return mongo;
    }

    private void startServices(Stores stores, Set<Service> services, Set<Service> elsewhere) {
        SigningKey.in(home.keys());
        var environments = new ServiceEnvironment(home, ports, stores, traces);
        var processes = new ServiceProcess(home, ports, environments);
        new Preparation(new Migration(home, processes, stores), new ClassArchive(home, processes), board).run();
        elsewhere.forEach(service -> board.say(environments.write(service)));
        Parallel.run(services.stream()
                .<Runnable>map(service ->
                        () -> supervisors.start(service.label(), Optional.of(processes.component(service)), null))
                .toList());
        if (elsewhere.isEmpty()) {
            new Seed(home, StackTls.address(home, ports.gateway()), new Tokens(SigningKey.in(home.keys())), board)
                    .once();
        }
    }

    /// Adds to a note whether the connections to a store use TLS, in a stack with TLS.
    private @Nullable String tlsNote(Optional<Component> own, @Nullable String note) {
        if (StackTls.of(home).isEmpty()) {
            return note;
        }
        var tls = own.isPresent() ? "TLS" : "TLS only if its address says so";
        return note == null ? tls : note + ", " + tls;
    }
}
