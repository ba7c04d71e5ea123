package polystore.orders.outbox;

/// Runs the suite of the real outbox log on the simulated one.
class MemoryOutboxLogTest extends OutboxLogContract {

    private final MemoryDatabase database = new MemoryDatabase();
    private final MemoryOutboxLog.Position position = new MemoryOutboxLog.Position();

    @Override
    Writer begin() {
        return database.begin();
    }

    @Override
    OutboxLog newLeader() {
        return new MemoryOutboxLog(database, position);
    }
}
