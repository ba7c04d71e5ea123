package polystore.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import polystore.platform.messaging.Parking.Verdict;

class ParkingTest {

    @Test
    void aRecordThatCannotBeAppliedParksOnlyTheLaterOnesOfItsKey() {
        var parking = park(
                Set.of(),
                Records.record(0, "a", "ok"),
                Records.record(1, "a", "bad"),
                Records.record(2, "b", "ok"),
                Records.record(3, "a", "ok"));

        assertThat(parking.apply()).extracting(it -> it.record().offset()).containsExactly(0L, 2L);
        assertThat(parking.park())
                .extracting(it -> it.record().offset() + " " + it.cause())
                .containsExactly("1 bad", "3 null");
    }

    @Test
    void aRecordWhoseKeyHasParkedRecordsIsParkedToo() {
        var parking = park(Set.of("a"), Records.record(0, "a", "ok"), Records.record(1, "b", "ok"));

        assertThat(parking.apply()).extracting(it -> it.record().offset()).containsExactly(1L);
        assertThat(parking.park()).extracting(ParkedRecord::attempts).containsExactly(0);
    }

    @Test
    void recordsWithoutAKeyAreParkedIndependentlyOfEachOther() {
        var parking = park(Set.of(), Records.record(0, null, "ok"), Records.record(1, null, "ok"));

        assertThat(parking.park())
                .extracting(ParkedRecord::cause)
                .containsExactly("the record has no key", "the record has no key");
    }

    @Test
    void aRecordThatWasAppliedBeforeIsSkipped() {
        var parking = park(Set.of(), Records.record(0, "a", "seen"), Records.record(1, "a", "ok"));

        assertThat(parking.apply()).extracting(it -> it.record().offset()).containsExactly(1L);
        assertThat(parking.park()).isEmpty();
    }

    private static Parking<String> park(Set<String> waiting, ReceivedRecord... records) {
        return Parking.of(Batch.decode(List.of(records), Records::text), waiting, text -> switch (text) {
            case "ok" -> new Verdict.Apply();
            case "seen" -> new Verdict.Skip();
            default -> new Verdict.Park(text);
        });
    }
}
