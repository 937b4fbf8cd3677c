package dev.ddbtool.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "another case            | PROJECTION     | Projection ProjectionType       | Projection",
                "the same                | dev            | develop dev                     | dev",
                "one letter too few      | TableNme       | TableName TableStatus           | TableName",
                "one letter too many     | TableNamme     | TableName TableStatus           | TableName",
                "one wrong letter        | TablaName      | TableName TableStatus           | TableName",
                "two letters swapped     | TabelName      | TableName TableStatus           | TableName",
                "swapped in three        | dve            | dev                             | dev",
                "swapped twice in six    | bacdfe         | abcdef                          | abcdef",
                "two in six              | Taggs2         | Tags                            | Tags",
                "a beginning             | prod           | production staging              | production",
                "a mistaken beginning    | porduct        | production                      | production",
                "mistaken in four        | prob           | production                      | production",
                "a letter left out       | prd            | production                      | production",
                "two letters begin       | st             | staging                         | staging",
                "begins with it          | development    | production dev                  | dev",
                "the shorter of two      | prod           | production product              | product",
                "whole before beginning  | Tabel          | TableName Table                 | Table",
                "a whole, two mistakes   | companys       | company-users companies         | companies",
                "fewer mistakes first    | staging1       | staging2 staging                | staging",
                "fewer in a beginning    | porduct        | perdacts production             | production",
                "one letter, other case  | A              | a                               | a",
            })
    void finds_the_nearest_word(String why, String given, String known, String nearest) {
        assertThat(Nearest.to(given, List.of(known.split(" ", -1)))).as(why).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing given            | ''       | dev",
                "one letter begins much   | p        | production",
                "one letter, begins with  | prod     | p",
                "one in two               | qs       | qa",
                "two in three             | dab      | dev",
                "two in four              | demo     | dev",
                "two in five              | Tbale    | Titel",
                "beginning, wrong letter  | pre      | production",
                "beginning, more letters  | sit      | staging",
                "not a beginning          | uction   | production",
                "another word             | Banana   | TableName",
            })
    void suggests_no_distant_word(String why, String given, String known) {
        assertThat(Nearest.to(given, List.of(known))).as(why).isEmpty();
    }

    @Test
    void finds_nothing_without_known_words() {
        assertThat(Nearest.to("prod", List.of())).isEmpty();
    }

    @Test
    void prefers_the_first_name_in_a_tie() {
        assertThat(Nearest.to("cat3", List.of("cat2", "cat1"))).contains("cat1");
        assertThat(Nearest.to("cat3", List.of("cat1", "cat2"))).contains("cat1");
        assertThat(Nearest.to("dev", List.of("dEv", "DEV"))).contains("DEV");
        assertThat(Nearest.to("dev", List.of("DEV", "dEv"))).contains("DEV");
    }
}
