package polystore.platform.persistence.migration;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import polystore.platform.startup.StartupCheck;

/// Refuses a start in production with the owner of a database as user, because an attacker of the service could
/// then change the schema.
///
/// A server that is unavailable at the start is not a fault: the service starts and is not ready until the server
/// answers.
@Singleton
class OwnerRoleCheck implements StartupCheck {

    private static final Logger LOG = Logger.getLogger(OwnerRoleCheck.class);

    private final List<DatabaseSchema> schemas;

    OwnerRoleCheck(@All List<DatabaseSchema> schemas) {
        this.schemas = schemas;
    }

    @Override
    public List<String> faults() {
        return List.of();
    }

    @Override
    public List<String> unsafe() {
        return schemas.stream()
                .map(OwnerRoleCheck::ownership)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> ownership(DatabaseSchema schema) {
        try {
            return schema.ownership();
        } catch (RuntimeException e) {
            LOG.warnf("The rights of the service in %s could not be read: %s", schema.database(), e.getMessage());
            return Optional.empty();
        }
    }
}
