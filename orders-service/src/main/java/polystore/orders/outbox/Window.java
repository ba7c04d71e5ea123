package polystore.orders.outbox;

/// A closed set of outbox rows: those of the transactions from `fromXid` to below `toXid`, all of which have
/// ended.
///
/// @param firstId the lowest id among them, above `lastId` when there is none
/// @param lastId the highest
/// @param afterId rows up to this id were delivered; below `firstId` at the start
/// @param overtaken whether transactions from `toXid` on have committed rows, which may be earlier versions
record Window(long fromXid, long toXid, long firstId, long lastId, long afterId, boolean overtaken) {

    boolean isDone() {
        return afterId >= lastId;
    }

    Window deliveredTo(long id) {
        return new Window(fromXid, toXid, firstId, lastId, id, overtaken);
    }
}
