package polystore.analytics.migration;

import liquibase.ext.mongodb.changelog.MongoHistoryService;
import liquibase.ext.mongodb.database.MongoLiquibaseDatabase;

/// Finds Liquibase's history by the names of all collections: its own question filters them on the server, which the
/// stand-in for MongoDB does not, so that a second migration would create the history again and fail.
public final class ListedHistory extends MongoHistoryService {

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    protected Boolean existsRepository() {
        return Listed.contains(getNoSqlDatabase(), getDatabaseChangeLogTableName());
    }

    /// Whether a database has a collection.
    static final class Listed {

        private Listed() {}

        static boolean contains(MongoLiquibaseDatabase database, String collection) {
            for (var name : database.getMongoDatabase().listCollectionNames()) {
                if (name.equals(collection)) {
                    return true;
                }
            }
            return false;
        }
    }
}
