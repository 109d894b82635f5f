package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads how a device says it stands (nexo: DiagnosisResponse). */
final class DiagnosisReading {
    private DiagnosisReading() {}

    static DeviceHealth read(JsonNode body) {
        return switch (Said.in(body)) {
            case Said.Success(), Said.Partial() -> standing(body.path("POIStatus"));
            case Said.Failure(var condition) ->
                switch (condition) {
                    case BUSY, IN_PROGRESS -> DeviceHealth.BUSY;
                    case DEVICE_OUT, UNAVAILABLE_DEVICE -> DeviceHealth.OUT_OF_ORDER;
                    case UNREACHABLE_HOST -> DeviceHealth.HOST_AWAY;
                    case UNHEARD_OF -> DeviceHealth.NOT_INTERPRETABLE;
                    default -> DeviceHealth.REFUSING;
                };
            case Said.Nothing() -> DeviceHealth.NOT_INTERPRETABLE;
        };
    }

    private static DeviceHealth standing(JsonNode status) {
        return switch (NexoJson.text(status, "GlobalStatus")) {
            case "OK" ->
                status.path("CommunicationOKFlag").asBoolean(true) ? DeviceHealth.READY : DeviceHealth.HOST_AWAY;
            case "Busy" -> DeviceHealth.BUSY;
            case "Maintenance" -> DeviceHealth.OUT_OF_ORDER;
            // The device is a server here, and the terminal behind it is away.
            case "Unreachable" -> DeviceHealth.UNREACHABLE;
            default -> DeviceHealth.NOT_INTERPRETABLE;
        };
    }
}
