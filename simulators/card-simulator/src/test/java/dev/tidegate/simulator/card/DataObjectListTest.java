package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DataObjectListTest {
    @Test
    void valueLength_isTheSumOfAll() {
        DataObjectList list = new DataObjectList(Personalisation.FIRST_LIST);

        assertThat(list.valueLength()).isEqualTo(29);
    }

    @Test
    void values_areCutInOrder() {
        DataObjectList list = new DataObjectList("9F0202" + "9503" + "5F2A01");

        Map<Integer, byte[]> values = list.values(Bytes.hex("AABB" + "010203" + "CC"));

        assertThat(values).containsOnlyKeys(0x9F02, 0x95, 0x5F2A);
        assertThat(values.get(0x9F02)).asHexString().isEqualTo("AABB");
        assertThat(values.get(0x95)).asHexString().isEqualTo("010203");
        assertThat(values.get(0x5F2A)).asHexString().isEqualTo("CC");
    }

    @Test
    void emptyList_asksForNothing() {
        DataObjectList list = new DataObjectList("");

        assertThat(list.isEmpty()).isTrue();
        assertThat(list.valueLength()).isZero();
    }

    @Test
    void bytes_areThoseItWasMadeOf() {
        assertThat(new DataObjectList("9F1A02").bytes()).asHexString().isEqualTo("9F1A02");
    }
}
