package polystore.transformers.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoveltyTest {

    private final Novelty novelty = new Novelty();

    @Test
    void nothingIsExpectedAtFirst() {
        assertThat(novelty.isExpected(500)).isFalse();
    }

    @Test
    void theNextLargeBatchIsExpectedToBeAsNewAsTheLastOne() {
        novelty.learn(500, 450);
        assertThat(novelty.isExpected(500)).isTrue();
        assertThat(novelty.isExpected(99)).isFalse();

        novelty.learn(500, 449);
        assertThat(novelty.isExpected(500)).isFalse();
    }

    @Test
    void aSmallBatchSaysNothing() {
        novelty.learn(500, 500);
        novelty.learn(99, 0);
        assertThat(novelty.isExpected(500)).isTrue();
    }
}
