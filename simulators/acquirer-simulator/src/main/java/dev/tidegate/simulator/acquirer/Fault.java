package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.ResponseCode;

/**
 * What is wrong with a message before anybody looks at what it means.
 *
 * @param field its number, 0 where no single field is at fault
 */
record Fault(ResponseCode code, int field) {
    static final Fault NONE = new Fault(ResponseCode.APPROVED, 0);

    static Fault format(int field) {
        return new Fault(ResponseCode.FORMAT_ERROR, field);
    }

    boolean isNone() {
        return equals(NONE);
    }
}
