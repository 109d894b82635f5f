package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NexoHealthTest {
    @ParameterizedTest
    @CsvSource({
        "OK, true, READY",
        "OK, false, HOST_AWAY",
        "Busy, true, BUSY",
        "Maintenance, true, OUT_OF_ORDER",
        "Unreachable, true, UNREACHABLE",
        "Splendid, true, NOT_INTERPRETABLE"
    })
    void read_standing_isAPlainWord(String global, boolean communicates, DeviceHealth health) {
        assertThat(DiagnosisReading.read(standing(global, communicates))).isEqualTo(health);
    }

    @ParameterizedTest
    @CsvSource({
        "Busy, BUSY",
        "InProgress, BUSY",
        "DeviceOut, OUT_OF_ORDER",
        "UnreachableHost, HOST_AWAY",
        "LoggedOut, REFUSING",
        "NotAllowed, REFUSING",
        "Whatever, NOT_INTERPRETABLE"
    })
    void read_failure_isAPlainWord(String condition, DeviceHealth health) {
        assertThat(DiagnosisReading.read(Answers.failure(condition))).isEqualTo(health);
    }

    @Test
    void read_nothing_isNotInterpretable() {
        assertThat(DiagnosisReading.read(MissingNode.getInstance())).isEqualTo(DeviceHealth.NOT_INTERPRETABLE);
    }

    @Test
    void health_overTheWire_isTheDevicesWord(@TempDir Path folder) {
        try (Counter counter = new Counter(folder)) {
            counter.device.on("Diagnosis", ScriptedDevice.with(standing("OK", true)), ScriptedDevice.bytes("ok"));
            NexoDevice till = counter.till();

            assertThat(till.health()).isEqualTo(DeviceHealth.READY);
            assertThat(till.health()).isEqualTo(DeviceHealth.NOT_INTERPRETABLE);
            counter.device.close();
            assertThat(till.health()).isEqualTo(DeviceHealth.UNREACHABLE);
        }
    }

    private static ObjectNode standing(String global, boolean communicates) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("Response").put("Result", "Success");
        body.putObject("POIStatus").put("GlobalStatus", global).put("CommunicationOKFlag", communicates);
        return body;
    }
}
