package polystore.transformers.simulation;

/// A part of the protocol that the simulated stores leave out. Each has to be caught, or the simulation proves nothing.
enum Fault {
    NONE,
    /// Documents are replaced and deleted whatever ticket they have.
    NO_GUARD,
    /// A removal leaves nothing behind.
    NO_TOMBSTONES,
    /// The document is deleted before its tombstone is raised.
    TOMBSTONE_TOO_LATE,
    /// Ticket and snapshot are taken one after the other.
    NO_LOCK,
    /// The lock is taken inside the transaction, whose snapshot is older.
    LOCK_INSIDE,
    /// The position in the log serves as version.
    LOG_POSITION_AS_VERSION,
    /// The snapshot need not see the change that asked for it.
    NO_VISIBILITY_CHECK,
    /// The ticket is drawn in a transaction that is rolled back, so a crash of the server can issue it again.
    TICKET_NOT_COMMITTED,
    /// A duplicate key on the insert of an upsert ends the put, as if a newer document were there.
    DUPLICATE_TAKEN_FOR_NEWER
}
