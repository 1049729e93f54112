package dev.probity.samples.logging.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.probity.samples.logging.predictions.Refusal;
import dev.probity.samples.logging.store.Queries.Filter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

class PageRequestTest {

    @Test
    void readsWhatIsAskedFor() throws Refusal {
        assertThat(PageRequest.parse(null))
                .isEqualTo(
                        new Filter(
                                100, Optional.empty(), Optional.empty(), Optional.empty(), false));
        assertThat(
                        PageRequest.parse(
                                "limit=5&before=7&edge_device_id=line%201&model_name=m&defect_only=true"))
                .isEqualTo(
                        new Filter(
                                5, Optional.of(7L), Optional.of("line 1"), Optional.of("m"), true));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit=0          | limit is 0; it can be 1 to 1000
                    limit=1001       | limit is 1001; it can be 1 to 1000
                    limit=many       | limit is "many"; it is a whole number
                    before=-1        | before is "-1"; it is a whole number
                    defect_only=yes  | defect_only is "yes"; it can be true or false
                    devce=x          | there is no filter "devce"; there are limit, before, edge_device_id, model_name and defect_only
                    model_name=%zz   | the query has a % that no two hex digits follow
                    """)
    void saysWhatIsWrong(String query, String message) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> PageRequest.parse(query));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.explanation()).isEqualTo(message);
    }
}
