package polystore.catalog.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void areLowerCaseWithoutAccentsAndPunctuation() {
        assertThat(Words.of("Läufer-Schuh »Trail« 5, ÉTÉ!")).containsExactly("laufer", "schuh", "trail", "5", "ete");
    }

    @Test
    void areCountedOnce() {
        assertThat(Words.of(List.of("red shoe", "Shoe red RED"))).containsExactly("red", "shoe");
    }

    @Test
    void areBoundedInNumberAndLength() {
        var many = IntStream.range(0, 2_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThat(Words.of(many)).hasSize(Words.WORDS_MAX);
        assertThat(Words.of("x".repeat(500)).getFirst()).hasSize(Words.WORD_CHARS_MAX);
    }

    @Test
    void ofOtherScriptsAreKept() {
        assertThat(Words.of("кроссовки 跑鞋")).containsExactly("кроссовки", "跑鞋");
        assertThat(Words.of("!?…")).isEmpty();
    }
}
