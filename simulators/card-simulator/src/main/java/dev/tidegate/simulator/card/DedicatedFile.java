package dev.tidegate.simulator.card;

import java.util.List;
import java.util.Map;

/** A file that SELECT finds by name, with the records below it: the directory of the card, or its application. */
final class DedicatedFile {
    /** Short file identifiers in P2 have five bits; those of an application go up to 30 (EMV 4.4 Book 3, 5.3.2.2). */
    static final int SHORT_IDENTIFIER_MAX = 30;

    private final byte[] name;
    private final byte[] controlInformation;
    private final Map<Integer, List<byte[]>> records;

    /**
     * @param name DF name, 84
     * @param proprietary the objects of the template A5
     * @param records the records by short file identifier, the first being number 1
     */
    DedicatedFile(byte[] name, byte[] proprietary, Map<Integer, List<byte[]>> records) {
        this.name = name.clone();
        this.controlInformation = Tlv.of(0x6F, Tlv.of(0x84, name), Tlv.of(0xA5, proprietary));
        this.records = Map.copyOf(records);
    }

    /** No file at all: what is selected after a reset. */
    static DedicatedFile none() {
        return new DedicatedFile(new byte[0], new byte[0], Map.of());
    }

    byte[] name() {
        return name.clone();
    }

    /** Whether its name begins with these bytes: a terminal may name an application in part. */
    boolean isNamed(byte[] beginning) {
        if (beginning.length == 0 || beginning.length > name.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (beginning[i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** FCI, the answer to SELECT. */
    byte[] controlInformation() {
        return controlInformation.clone();
    }

    /** One record, or the status word that says what is missing (EMV 4.4 Book 3, 6.5.11). */
    Reply record(int shortIdentifier, int number) {
        List<byte[]> file = records.getOrDefault(shortIdentifier, List.of());
        if (file.isEmpty()) {
            return Reply.only(StatusWord.FILE_NOT_FOUND);
        }
        if (number < 1 || number > file.size()) {
            return Reply.only(StatusWord.RECORD_NOT_FOUND);
        }
        return Reply.of(file.get(number - 1).clone());
    }
}
