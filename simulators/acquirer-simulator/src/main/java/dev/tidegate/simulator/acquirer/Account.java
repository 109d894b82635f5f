package dev.tidegate.simulator.acquirer;

/**
 * One card as its issuer knows it.
 *
 * @param name what the simulators call the card
 * @param expiry YYMM
 * @param requestAnswer DE 39 for an online request when nothing is wrong with it
 */
record Account(String name, String pan, String expiry, String requestAnswer) {
    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
