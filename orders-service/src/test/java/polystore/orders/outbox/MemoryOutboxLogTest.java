package polystore.orders.outbox;

/// The simulation's log keeps the contract of the real one.
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
