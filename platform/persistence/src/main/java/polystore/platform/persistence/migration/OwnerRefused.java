package polystore.platform.persistence.migration;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import polystore.platform.startup.StartupCheck;

/// In production a service does not start as the owner of a database: whoever breaks into it could change the schema.
///
/// A server that does not answer at the start is no fault: the service starts and stays unready until it does.
@Singleton
class OwnerRefused implements StartupCheck {

    private static final Logger LOG = Logger.getLogger(OwnerRefused.class);

    private final List<DatabaseSchema> schemas;

    OwnerRefused(@All List<DatabaseSchema> schemas) {
        this.schemas = schemas;
    }

    @Override
    public List<String> faults() {
        return List.of();
    }

    @Override
    public List<String> unsafe() {
        return schemas.stream()
                .map(OwnerRefused::ownership)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> ownership(DatabaseSchema schema) {
        try {
            return schema.ownership();
        } catch (RuntimeException e) {
            LOG.warnf("%s could not be asked for the rights of the service: %s", schema.database(), e.getMessage());
            return Optional.empty();
        }
    }
}
