package polystore.transformers.live;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections to the source that are used again, because each batch of changes needs a few.
public final class SourcePool {

    /// One for finding roots, one for reading them and one for checking columns, for direct changes and for those of
    /// lookup rows; and the workers of a full recompute.
    private static final int CONNECTIONS = 6;

    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    /// A transaction that locks several tables may wait for one of these connections while another waits for it.
    private static final String LOCK_TIMEOUT = "set lock_timeout = 500";

    private SourcePool() {}

    /// @param workers of a full recompute
    public static AgroalDataSource of(PGSimpleDataSource source, int workers) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS + 2 * workers)
                        .acquisitionTimeout(WAIT_MAX)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .validateOnBorrow(true)
                        .connectionFactoryConfiguration(factory ->
                                signIn(factory.jdbcUrl(source.getURL()).initialSql(LOCK_TIMEOUT), source))));
    }

    /// Without a user, the driver takes that of the operating system.
    private static AgroalConnectionFactoryConfigurationSupplier signIn(
            AgroalConnectionFactoryConfigurationSupplier factory, PGSimpleDataSource source) {
        var user = source.getUser();
        var password = source.getPassword();
        var named = user == null ? factory : factory.principal(new NamePrincipal(user));
        return password == null ? named : named.credential(new SimplePassword(password));
    }
}
