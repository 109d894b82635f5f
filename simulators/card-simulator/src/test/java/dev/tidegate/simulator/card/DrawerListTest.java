package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

/** The drawer as it is printed. */
final class DrawerListTest {
    @Test
    void text_hasALineForEachCard() {
        assertThat(DrawerList.text(CardProfile.all()).lines())
                .hasSize(25)
                .first()
                .asString()
                .matches("chip-approves +Visa +…0119  Always asks its issuer.*");
    }

    @Test
    void json_tellsFacesServiceCodeAndFaults() throws Exception {
        JsonNode list = new JsonMapper().readTree(DrawerList.json(CardProfile.all()));

        assertThat(list).hasSize(25);
        assertThat(list.at("/0/serviceCode").textValue()).isEqualTo("201");
        assertThat(list.at("/19/faces").toString()).isEqualTo("[\"contact\",\"contactless\"]");
        assertThat(list.at("/17/faults/0").textValue()).isEqualTo("first-cryptogram=removal");
    }

    @Test
    void list_holdsNoWholeNumber() {
        assertThat(DrawerList.text(CardProfile.all()) + DrawerList.json(CardProfile.all()))
                .doesNotContainPattern("[0-9]{13}");
    }
}
