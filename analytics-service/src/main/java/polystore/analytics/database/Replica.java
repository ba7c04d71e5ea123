package polystore.analytics.database;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// The database as a reader sees it: select only, perhaps on a replica, perhaps a second old.
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Replica {}
