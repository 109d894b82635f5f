package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.ResponseCode;

/**
 * One card as its issuer knows it.
 *
 * @param name what the simulators call the card
 * @param expiry YYMM
 * @param requestAnswer what it says to an online request when nothing is wrong with it
 */
record Account(String name, String pan, String expiry, ResponseCode requestAnswer) {
    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
