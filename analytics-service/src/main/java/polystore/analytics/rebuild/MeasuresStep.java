package polystore.analytics.rebuild;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import polystore.analytics.rebuild.RebuildMeasures.Options;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.persistence.migration.ProgramStep;

/// The step `measures`: `rebuild`, `rollback` or `drop`, with the credentials of the service and of the owner of its
/// database. It exits with 1 when `rebuild --compare-only` finds differences, or when it failed.
public final class MeasuresStep implements ProgramStep {

    private static final int WRONG_USAGE = 2;
    private static final String COMPARE_ONLY = "--compare-only";
    private static final String ACCEPT_MISSING = "--accept-missing";
    private static final String KAFKA = "kafka.";

    @Override
    public String name() {
        return "measures";
    }

    @Override
    public int run(Config config, List<String> arguments, PrintStream out, PrintStream err) {
        Logger.getLogger("").setLevel(Level.WARNING);
        var action = arguments.isEmpty() ? "" : arguments.getFirst();
        var options = new HashSet<>(arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size()));
        var known = action.equals("rebuild") ? Set.of(COMPARE_ONLY, ACCEPT_MISSING) : Set.<String>of();
        if (!Set.of("rebuild", "rollback", "drop").contains(action) || !known.containsAll(options)) {
            err.println("Use measures rebuild [" + COMPARE_ONLY + "] [" + ACCEPT_MISSING
                    + "], measures rollback or measures drop");
            return WRONG_USAGE;
        }
        try (var sessions = PostgresSessions.of(config)) {
            var measures = new RebuildMeasures(sessions, new KafkaClients(kafka(config)), out);
            return run(
                    config,
                    measures,
                    action,
                    new Options(options.contains(COMPARE_ONLY), options.contains(ACCEPT_MISSING)));
        } catch (RuntimeException e) {
            err.println(ProgramStep.reason(e));
            return 1;
        }
    }

    private static int run(Config config, RebuildMeasures measures, String action, Options options) {
        switch (action) {
            case "rollback" -> measures.rollback();
            case "drop" -> measures.drop();
            default -> {
                try (var documents = new MongoDocuments(
                        config.getValue("quarkus.mongodb.connection-string", String.class),
                        config.getValue("quarkus.mongodb.database", String.class))) {
                    return measures.rebuild(documents, options) ? 0 : 1;
                }
            }
        }
        return 0;
    }

    /// The settings of the service's clients, by the names that Quarkus accepts: `kafka.security.protocol` and
    /// `KAFKA_SECURITY_PROTOCOL`.
    private static Map<String, Object> kafka(Config config) {
        var settings = new HashMap<String, Object>();
        for (var name : config.getPropertyNames()) {
            var plain = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (plain.startsWith(KAFKA)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> settings.put(plain.substring(KAFKA.length()), value));
            }
        }
        return settings;
    }
}
