package polystore.platform.persistence;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import java.util.Set;
import org.bson.BSONException;

/// Classifies failures of MongoDB by their code. Source: MongoDB's `error_codes.yml`.
public final class MongoFaults {

    /// 2 bad value, 9 failed to parse, 14 type mismatch, 15 overflow, 28 path not viable, 52 and 57 names of
    /// fields that cannot be stored, 66 change of an immutable field, 121 refused by the validator, 10334 and
    /// 17419 document too large, 17280 key of an index too long.
    private static final Set<Integer> DATA = Set.of(2, 9, 14, 15, 28, 52, 57, 66, 121, 10_334, 17_280, 17_419);

    /// A unique index holds the value already.
    private static final Set<Integer> DUPLICATE_KEY = Set.of(11_000, 11_001, 12_582);

    private MongoFaults() {}

    /// Whether the written values are at fault, so that the same write will fail again. Of a bulk that failed in part
    /// all failures must be of that kind: with any other, such as a new primary, the bulk is to be repeated.
    public static boolean isData(RuntimeException failure) {
        return switch (failure) {
            case BSONException encoding -> true;
            case MongoBulkWriteException bulk ->
                bulk.getWriteConcernError() == null
                        && bulk.getWriteErrors().stream()
                                .map(BulkWriteError::getCode)
                                .allMatch(MongoFaults::isData);
            case MongoWriteException write -> isData(write.getError().getCode());
            case MongoCommandException command -> isData(command.getErrorCode());
            default -> false;
        };
    }

    private static boolean isData(int code) {
        return DATA.contains(code) || DUPLICATE_KEY.contains(code);
    }
}
