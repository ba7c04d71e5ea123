package polystore.analytics.migration;

import liquibase.ext.mongodb.lockservice.MongoLockService;

/// Finds Liquibase's lock as [ListedHistory] finds its history, and why.
public final class ListedLock extends MongoLockService {

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    protected Boolean existsRepository() {
        return ListedHistory.Listed.contains(getDatabase(), getDatabaseChangeLogLockTableName());
    }
}
