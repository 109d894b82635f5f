package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.WireMessage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a host asks by itself, read and answered. */
class NetworkRequestTest {
    private final IsoCodec codec = new IsoCodec(Profiles.generic());

    private static WireMessage request(Map<Integer, String> fields) {
        return new WireMessage("0800", new TreeMap<>(fields));
    }

    private NetworkRequest read(WireMessage message) {
        Inbound inbound = codec.read(message.write());
        assertThat(inbound).isInstanceOf(Inbound.Request.class);
        return ((Inbound.Request) inbound).request();
    }

    @Test
    void echo_ofTheHost_isARequestWithItsCode() {
        NetworkRequest request = read(request(Map.of(7, "1123120000", 11, "000042", 70, "301")));

        assertThat(request.code()).isEqualTo("301");
        assertThat(request.echoed())
                .containsExactlyInAnyOrderEntriesOf(Map.of(7, "1123120000", 11, "000042", 70, "301"));
        assertThat(request.keys()).isEmpty();
    }

    @Test
    void answer_toIt_givesBackWhatItGave() {
        NetworkRequest request = read(request(Map.of(7, "1123120000", 11, "000042", 70, "301")));

        Outbound answer = codec.answer(request, "00", Octets.empty());

        assertThat(WireMessage.read(answer.bytes()))
                .isEqualTo(new WireMessage(
                        "0810", new TreeMap<>(Map.of(7, "1123120000", 11, "000042", 39, "00", 70, "301"))));
        assertThat(answer.answers()).isEmpty();
    }

    @Test
    void answer_withACheckValue_hasItInTheProfilesField() {
        NetworkRequest request = read(request(Map.of(7, "1123120000", 11, "000042", 48, "A1B2", 70, "101")));

        Outbound answer = codec.answer(request, "00", Octets.ofHex("08D7B4"));

        assertThat(request.keys()).containsOnly(Map.entry(48, Octets.ofHex("A1B2")));
        assertThat(WireMessage.read(answer.bytes()).text(48))
                .as("08D7B4 in ASCII")
                .isEqualTo("303844374234");
    }

    @Test
    void answer_ofTheHost_isStillAnAnswer() {
        WireMessage answer =
                request(Map.of(7, "1123120000", 11, "000042", 70, "301")).answer("00");

        assertThat(codec.read(answer.write()))
                .isInstanceOfSatisfying(
                        Inbound.Answer.class,
                        read -> assertThat(read.message().responseCode()).isEqualTo("00"));
    }

    @Test
    void request_withoutACodeOrStan_cannotBeRead() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> codec.read(
                        request(Map.of(7, "1123120000", 11, "000042")).write()));
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() ->
                        codec.read(request(Map.of(7, "1123120000", 70, "301")).write()));
    }

    @Test
    void request_decodedAsAnAnswer_isNone() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> codec.decode(request(Map.of(7, "1123120000", 11, "000042", 70, "301"))
                        .write()));
    }
}
