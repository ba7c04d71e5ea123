package polystore.command.launch;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import polystore.command.home.Home;
import polystore.command.home.StackTls;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongodb.Mongo;
import polystore.command.services.Stores;
import polystore.command.stack.StatusBoard;

/// Keeps the certificate of a stack with TLS valid: renews it before it expires, and makes the stores reload the
/// file whenever it has changed. The services reload it by themselves.
///
/// @param restart restarts the store of this name: the stand-in for MongoDB cannot reload a certificate, and a
/// server whose certificate has expired cannot be asked to
record CertificateRenewal(Home home, StackTls tls, Stores stores, Consumer<String> restart, StatusBoard board) {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LOOKS_UNTIL_EXPIRY_IS_CHECKED = 3600;

    /// Runs until its thread is interrupted.
    void run() {
        var known = tls.certificate().current();
        try {
            for (int look = 1; ; look++) {
                Thread.sleep(LOOK_EVERY);
                if (look % LOOKS_UNTIL_EXPIRY_IS_CHECKED == 0) {
                    StackTls.choose(home, true);
                }
                var current = tls.certificate().current();
                if (!current.equals(known)) {
                    known = current;
                    board.say(message(current));
                    reloads().forEach(this::reload);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Reload {
        void run() throws Exception;
    }

    private Map<String, Reload> reloads() {
        var reloads = new LinkedHashMap<String, Reload>();
        stores.postgres().own().ifPresent(_ -> reloads.put(Postgres.NAME, stores.postgres()::reloadCertificate));
        stores.kafka().own().ifPresent(_ -> reloads.put(Kafka.NAME, stores.kafka()::reloadCertificate));
        stores.redis()
                .own()
                .ifPresent(_ -> reloads.put(Redis.NAME, stores.redis().certificateReload()::run));
        stores.mongo()
                .own()
                .ifPresent(_ -> reloads.put(
                        Mongo.NAME,
                        stores.mongo()
                                .reloadCertificate()
                                .<Reload>map(it -> it::run)
                                .orElse(() -> restart.accept(Mongo.NAME))));
        return reloads;
    }

    private void reload(String store, Reload reload) {
        try {
            reload.run();
        } catch (Exception e) {
            board.say(store + " is restarted, because it did not reload the certificate: " + e.getMessage());
            restart.accept(store);
        }
    }

    private static String message(X509Certificate certificate) {
        return "The certificate was replaced by one that is valid until "
                + certificate.getNotAfter().toInstant();
    }
}
