package dev.tidegate.certification.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileChangeTest {
    private static String profile() throws IOException {
        return Files.readString(ProofRun.PROJECT.resolve("config/acquirers/iso87-generic/profile.yml"));
    }

    @ParameterizedTest
    @EnumSource
    void in_theShippedProfile_changesOneField(ProfileChange change) throws IOException {
        String before = profile();

        String after = change.in(before);

        assertThat(after.lines().filter(line -> before.lines().noneMatch(line::equals)))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(before.lines().count() - after.lines().count()).isBetween(0L, 1L);
        assertThat(after).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void found_ofAChange_isPlayed(ProfileChange change) {
        assertThat(ProfileChange.PLAYED).containsAll(change.found());
    }

    @Test
    void in_aProfileWithoutTheField_isTold() {
        assertThatThrownBy(() -> ProfileChange.PART_OF_A_SALE.in("name: other"))
                .hasMessageContaining("has no partialApproval");
    }
}
